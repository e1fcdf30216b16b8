import { cpioEnd, cpioEntry } from './images/cpio.ts';

/** What the init of `proofInitrd` exits with. */
export const INIT_EXIT_CODE = 42;

const LOAD_ADDRESS = 0x400000n;
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;

/** An initramfs whose only program ends at once with `INIT_EXIT_CODE`: the shortest way to prove user space. */
export function proofInitrd(): Buffer {
  return Buffer.concat([...cpioEntry('init', 0o100755, 1, exitProgram()), ...cpioEnd]);
}

/** A static x86-64 ELF program: `exit(INIT_EXIT_CODE)`. */
function exitProgram(): Buffer {
  // mov edi, INIT_EXIT_CODE; mov eax, 60 (exit); syscall
  const code = Buffer.from([0xbf, INIT_EXIT_CODE, 0, 0, 0, 0xb8, 60, 0, 0, 0, 0x0f, 0x05]);
  const start = ELF_HEADER_BYTES + PROGRAM_HEADER_BYTES;
  const elf = Buffer.alloc(start + code.length);
  elf.write('\x7fELF\x02\x01\x01', 'latin1');
  elf.writeUInt16LE(2, 16); // executable
  elf.writeUInt16LE(62, 18); // x86-64
  elf.writeUInt32LE(1, 20);
  elf.writeBigUInt64LE(LOAD_ADDRESS + BigInt(start), 24); // entry
  elf.writeBigUInt64LE(BigInt(ELF_HEADER_BYTES), 32); // program headers
  elf.writeUInt16LE(ELF_HEADER_BYTES, 52);
  elf.writeUInt16LE(PROGRAM_HEADER_BYTES, 54);
  elf.writeUInt16LE(1, 56);
  elf.writeUInt32LE(1, 64); // load
  elf.writeUInt32LE(5, 68); // read and execute
  elf.writeBigUInt64LE(LOAD_ADDRESS, 80);
  elf.writeBigUInt64LE(LOAD_ADDRESS, 88);
  elf.writeBigUInt64LE(BigInt(elf.length), 96);
  elf.writeBigUInt64LE(BigInt(elf.length), 104);
  elf.writeBigUInt64LE(4096n, 112); // alignment
  code.copy(elf, start);
  return elf;
}
