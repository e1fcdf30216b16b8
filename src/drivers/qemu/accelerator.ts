import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, realpathSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { run } from '../../common/command.ts';
import { replaceFile } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { waitGone } from '../../common/processes.ts';
import {
  acceleration,
  guestProcesses,
  killGuestProcess,
  lastWords,
  QEMU,
  SANDBOX,
  spawnConfined,
} from './guest/index.ts';
import type { HostNames } from './host.ts';
import { lend } from './images/lend.ts';
import { INIT_EXIT_CODE, proofInitrd } from './proof-initrd.ts';

/** A working KVM needs about a second, on a busy machine some more. */
const KVM_MS = 20_000;
/** Two seconds on an idle machine. */
const EMULATED_MS = 60_000;

/** The trial guest: found again and removed like any other when its controller was killed. */
const TRIAL = '00000000-0000-0000-0000-000000000000';

/** What the kernel says when our init has run in user space and ended: `exitcode` is a wait status. */
const ARRIVED = `exitcode=0x${(INIT_EXIT_CODE << 8).toString(16).padStart(8, '0')}`;

export interface Proof {
  accelerator: 'kvm' | 'tcg';
  /** One sentence for people: how this is known. */
  evidence: string;
}

const stored = z.object({ host: z.string(), accelerator: z.enum(['kvm', 'tcg']), evidence: z.string() });

/** The image store, as far as it has kernels. */
export interface Kernels {
  list(): Promise<string[]>;
  boot(image: string): Promise<{ kernel: string } | null>;
}

/**
 * Finds out whether this host can run guests with KVM, by booting Linux with it up to user space: there are hosts where
 * /dev/kvm opens, virtual machines can be made, and guests hang. The result is kept as long as the host is the same.
 */
export class Accelerator {
  readonly #names: HostNames;
  readonly #kernels: Kernels;
  #proof: Promise<Proof | null> | null = null;

  constructor(names: HostNames, kernels: Kernels) {
    this.#names = names;
    this.#kernels = kernels;
  }

  /**
   * The accelerator to use; emulation while there is no kernel to try KVM with. Takes seconds the first time. Throws a
   * transient `accelerator-unproven` when the trial boots with neither.
   */
  async proven(): Promise<Proof> {
    const { accelerator } = this.#names.settings;
    if (accelerator !== 'auto') return { accelerator, evidence: 'The configuration says so.' };
    this.#proof ??= this.#find();
    const proof = await this.#proof.catch((error: unknown) => {
      this.#proof = null;
      throw error;
    });
    if (proof !== null) return proof;
    this.#proof = null;
    return { accelerator: 'tcg', evidence: 'KVM is tried as soon as an image brings a kernel to boot.' };
  }

  async #find(): Promise<Proof | null> {
    const file = join(this.#names.settings.home, 'accelerator.json');
    const host = await hostFacts();
    const known = await readStored(file);
    if (known?.host === host) return { accelerator: known.accelerator, evidence: known.evidence };
    const proof = existsSync('/dev/kvm')
      ? await this.#tryKvm()
      : { accelerator: 'tcg' as const, evidence: 'The host has no /dev/kvm.' };
    if (proof !== null) await replaceFile(file, JSON.stringify({ host, ...proof }));
    return proof;
  }

  async #tryKvm(): Promise<Proof | null> {
    const kernel = await this.#anyKernel();
    if (kernel === null) return null;
    const at = `on ${new Date().toISOString()}`;
    const kvm = await this.#boot(kernel, 'kvm', KVM_MS);
    if (kvm.arrived) return { accelerator: 'kvm', evidence: `Under KVM ${kvm.course} ${at}.` };
    // Without this, a fault of the trial itself would be taken for one of KVM's, and be believed for ever.
    const emulated = await this.#boot(kernel, 'tcg', EMULATED_MS);
    if (emulated.arrived) {
      return { accelerator: 'tcg', evidence: `Under KVM ${kvm.course}; emulated, ${emulated.course}, ${at}.` };
    }
    const remedy = 'Set the accelerator to "kvm" or "tcg" in the configuration, or free processor time and try again.';
    const why = `Linux did not boot to user space: under KVM ${kvm.course}; emulated, ${emulated.course}`;
    throw new Problem('accelerator-unproven', why, remedy, { transient: true });
  }

  async #boot(kernel: string, accelerator: 'kvm' | 'tcg', limitMs: number): Promise<Trial> {
    const home = realpathSync(this.#names.settings.home);
    const directory = this.#names.guestDir(TRIAL);
    const uid = this.#names.readerUid;
    await this.#clean(home, directory);
    try {
      await mkdir(dirname(directory), { recursive: true, mode: 0o711 });
      await mkdir(directory, { mode: 0o700 });
      const [initrd, console, log] = ['initrd', 'console', 'qemu.log'].map((name) => join(directory, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(initrd, proofInitrd());
      await writeFile(console, '');
      for (const path of [directory, initrd, console]) await chown(path, uid, uid);
      const argv = trialCommand(
        accelerator,
        relative(home, realpathSync(await lend(kernel, join(directory, 'images'), uid))),
        relative(home, realpathSync(directory)),
      );
      const began = performance.now();
      const trial = await spawnConfined(argv, { uid, namespace: null, accelerator, directory: home, log });
      const ended = await waitGone(trial, limitMs);
      const took = Math.round(performance.now() - began);
      const arrived = (await readFile(console, 'latin1')).includes(ARRIVED);
      if (arrived) return { arrived, course: `Linux came up to user space in ${took} ms` };
      return {
        arrived,
        course: ended ? `QEMU ended after ${took} ms: ${lastWords(log)}` : `Linux hung for ${took} ms`,
      };
    } finally {
      await this.#clean(home, directory);
    }
  }

  async #clean(home: string, directory: string): Promise<void> {
    const trial = guestProcesses(home).get(TRIAL);
    if (trial !== undefined) await killGuestProcess(TRIAL, trial);
    await rm(directory, { recursive: true, force: true });
  }

  async #anyKernel(): Promise<string | null> {
    for (const image of await this.#kernels.list()) {
      const boot = await this.#kernels.boot(image).catch(() => null);
      if (boot !== null) return boot.kernel;
    }
    return null;
  }
}

interface Trial {
  arrived: boolean;
  /** What happened, for people. */
  course: string;
}

function trialCommand(accelerator: 'kvm' | 'tcg', kernel: string, directory: string): string[] {
  const process = [QEMU, '-uuid', TRIAL, '-nodefaults', '-no-user-config', '-display', 'none', ...SANDBOX];
  const board = [
    '-machine',
    'q35',
    ...acceleration(accelerator, 128),
    '-m',
    '128M',
    '-serial',
    `file:${directory}/console`,
  ];
  // The kernel panics when init ends, reboots at once, and QEMU ends instead: no timer is needed for success.
  const boot = ['-no-reboot', '-kernel', kernel, '-initrd', `${directory}/initrd`];
  return [...process, ...board, ...boot, '-append', 'console=ttyS0 quiet panic=-1'];
}

/** What decides whether KVM works: another kernel, processor, QEMU or device asks for another trial. */
async function hostFacts(): Promise<string> {
  const { stdout } = await run(QEMU, ['--version']);
  const version = stdout.split('\n')[0] ?? '';
  return [release(), cpus()[0]?.model ?? '', version, existsSync('/dev/kvm') ? 'kvm' : 'no kvm'].join('; ');
}

async function readStored(file: string): Promise<z.infer<typeof stored> | null> {
  try {
    return stored.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
