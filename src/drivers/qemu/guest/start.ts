import { realpathSync } from 'node:fs';
import { chown, mkdir, rm } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import type { GuestSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { TCG_CMDLINE } from '../images/index.ts';
import { lend } from '../images/lend.ts';
import type { OpenVolume, Volumes } from '../volumes.ts';
import { type Kernel, qemuCommand } from './command-line.ts';
import { keepSpec } from './kept-spec.ts';
import { spawnConfined } from './launch.ts';
import type { HostProcess } from '../../../common/processes.ts';
import { guestFiles } from './running.ts';
import { seedFile, writeSeed } from './seed.ts';
import { disksOf } from './spec.ts';

export interface GuestParts {
  names: HostNames;
  /** The image store: how an image boots; null: from its own disk. */
  images: { boot(image: string): Promise<Kernel | null> };
  volumes: Pick<Volumes, 'open' | 'grow'>;
  accelerator: () => Promise<'kvm' | 'tcg'>;
  /** Hears of guests that boot again within their QEMU. */
  bootsAgain?: (guest: string) => void;
}

/** Puts everything in place that QEMU opens, and starts it. */
export async function startProcess(parts: GuestParts, spec: GuestSpec): Promise<HostProcess> {
  const { names, images } = parts;
  const uid = names.guestUid(spec.slot);
  const home = realpathSync(names.settings.home);
  const directory = names.guestDir(spec.id);
  const { sockets, lent, log, held, console } = guestFiles(directory);
  await mkdir(directory, { recursive: true, mode: 0o711 });
  await keepSpec(directory, spec);
  await takeBackImages(parts, spec.id);
  await rm(held, { force: true });
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  await chown(sockets, uid, uid);
  const seed = seedFile(directory);
  await writeSeed(seed, spec.seed, spec.ports, uid);
  const opened = await Promise.all(disksOf(spec).map((volume) => openVolume(parts, volume.id, spec)));
  const accelerator = await parts.accelerator();
  const here = (path: string): string => requireInside(home, realpathSync(path));
  const kernel = await images.boot(spec.rescue?.image ?? spec.image);
  const lendHere = async (file: string) => here(await lend(file, lent, uid));
  const argv = qemuCommand({
    spec,
    accelerator,
    boot: kernel && (await bootOf(kernel, accelerator, lendHere)),
    volumes: opened,
    taps: spec.ports.map((port) => names.tap(port.id)),
    seed: here(seed),
    sockets: here(sockets),
  });
  return spawnConfined(argv, {
    uid,
    namespace: names.routerNamespace(spec.router),
    accelerator,
    directory: home,
    log,
    console,
  });
}

/** Paths are relative to the state directory: its parents may be closed to the guest's user, and they are only ids. */
export async function openVolume(
  { names, volumes }: GuestParts,
  volume: string,
  { id, slot }: GuestSpec,
): Promise<OpenVolume> {
  const home = realpathSync(names.settings.home);
  const uid = names.guestUid(slot);
  const { file, backing: below } = await volumes.open(volume, uid);
  const here = (path: string): string => requireInside(home, realpathSync(path));
  const { lent } = guestFiles(names.guestDir(id));
  const backing = below && { ...below, file: here(await lend(below.file, lent, uid)) };
  return { file: here(file), backing };
}

/** Takes back what QEMU has opened by now: it keeps it, and nobody finds it any more. */
export async function takeBackImages({ names }: GuestParts, guest: string): Promise<void> {
  await rm(guestFiles(names.guestDir(guest)).lent, { recursive: true, force: true });
}

async function bootOf(
  { kernel, initrd, cmdline }: Kernel,
  accelerator: 'kvm' | 'tcg',
  lendHere: (file: string) => Promise<string>,
): Promise<Kernel> {
  const tuned = accelerator === 'tcg' ? `${cmdline} ${TCG_CMDLINE}` : cmdline;
  return { kernel: await lendHere(kernel), initrd: await lendHere(initrd), cmdline: tuned };
}

function requireInside(home: string, path: string): string {
  const short = relative(home, path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
