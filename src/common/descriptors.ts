import { closeSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2000000;
/** Standard input, output and error are always meant for us. */
const FIRST = 3;

/**
 * Closes what whoever started this process has left open in it: a shell's files, another service's sockets. What we start
 * would hold them, for as long as a VM runs. Ours, and the channel to our parent, are told by being closed at an exec.
 */
export function closeInherited(): void {
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name);
    if (fd >= FIRST && isInherited(fd)) closeSync(fd);
  }
}

function isInherited(fd: number): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    // the one that the directory was read by
    return false;
  }
}
