import { existsSync, realpathSync } from 'node:fs';
import { chmod, chown, link, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from '../../../common/command.ts';
import { moveForGood } from '../../../common/files.ts';
import { Problem } from '../../../common/problem.ts';
import { openFile } from '../../../common/processes.ts';
import type { GuestSpec, Part } from '../../driver.ts';
import { replugCard } from './cards.ts';
import { GuestCgroup } from './cgroup.ts';
import { reopenDisk } from './disks.ts';
import { guestFiles, type RunningGuest } from './running.ts';
import { seedFile } from './seed.ts';
import { disksOf } from './spec.ts';
import { type GuestParts, openVolume, takeBackImages } from './start.ts';

/**
 * Brings back parts of a running guest, without ending it. What fails keeps none of the rest from being tried; then throws
 * the first failure: `part-lost` when only a restart helps.
 */
export async function mendParts(parts: GuestParts, guest: RunningGuest, spec: GuestSpec, list: Part[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of list) await mendPart(parts, guest, spec, part).catch((error: unknown) => failures.push(error));
  await takeBackImages(parts, spec.id);
  if (failures.length > 0) throw failures[0];
}

async function mendPart(parts: GuestParts, guest: RunningGuest, spec: GuestSpec, part: Part): Promise<void> {
  const { names } = parts;
  const directory = names.guestDir(spec.id);
  const { pid } = guest.process;
  if (part.kind === 'cgroup') new GuestCgroup(names.settings.cloud, spec.id).enter(pid, spec);
  if (part.kind === 'socket') await nameSocket(guestFiles(directory).spares, part.detail);
  if (part.kind === 'namespace') await nameNamespace(pid, names.routerNamespace(spec.router));
  if (part.kind === 'interface') {
    const port = spec.ports.find(({ id }) => part.detail.endsWith(names.tap(id)));
    if (port !== undefined) await replugCard(guest, port, names.tap(port.id));
  }
  if (part.kind !== 'disk') return;
  const copy = `${part.detail}.partial`;
  if (part.detail === seedFile(directory)) return bringBack(pid, part.detail, copy);
  const volume = disksOf(spec).find(({ id }) => names.volume(id) === part.detail);
  if (volume === undefined) return;
  await guest.whilePaused(async () => {
    await bringBack(pid, part.detail, copy);
    await reopenDisk(guest, volume.id, await openVolume(parts, volume.id, spec));
  });
}

/** A socket whose name is gone is listened on all the same: by its second name it gets the first one back. */
async function nameSocket(spares: string, path: string): Promise<void> {
  await link(join(spares, basename(path)), path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') return;
    throw lost(path, 'Restart the VM: its QEMU makes it anew.', cause);
  });
}

async function nameNamespace(pid: number, namespace: string): Promise<void> {
  if (existsSync(join('/run/netns', namespace))) {
    throw lost(
      `the namespace ${namespace} that the guest runs in`,
      'Restart the VM: it moves into the one that is there.',
    );
  }
  await run('ip', ['netns', 'attach', namespace, String(pid)]);
}

/** Copies a file that has no name any more from the process that holds it open, with its owner. */
async function bringBack(pid: number, file: string, copy: string): Promise<void> {
  const name = join(realpathSync(dirname(file)), basename(file));
  const held = await openFile(pid, (open) => open === `${name} (deleted)`);
  if (held === null) {
    const remedy =
      'If it was moved away, move it back; else stop the VM, bring the file back from a backup, and start it.';
    throw lost(file, remedy);
  }
  const { uid, gid, mode } = await stat(held);
  try {
    await run('cp', ['--sparse=always', held, copy], { timeoutMs: COPY_MS });
    await chown(copy, uid, gid);
    await chmod(copy, mode & 0o777);
    await moveForGood(copy, file);
  } finally {
    await rm(copy, { force: true });
  }
}

/** A disk is copied at that of the host. */
const COPY_MS = 600_000;

function lost(what: string, remedy: string, cause?: unknown): Problem {
  return new Problem('part-lost', `${what} is gone, and nothing is left to bring it back from`, remedy, { cause });
}
