import { z } from 'zod';
import { busy, isLocked, type OpenVolume } from '../volumes.ts';
import { plugDevice, pluggedDevices, unplugDevice } from './hotplug.ts';
import type { RunningGuest } from './running.ts';

/** For QEMU to free what a device that is gone from its tree has held: milliseconds. */
const FREE_MS = 3000;

const nodeNames = z.array(z.object({ 'node-name': z.string() }));
const blockNodes = z.array(z.object({ 'node-name': z.string(), image: z.object({ 'virtual-size': z.number() }) }));

/** Names of block nodes have 31 characters at most; time-ordered UUIDs differ in the last ones. */
export function nodeOf(volume: string): string {
  return `disk-${volume.slice(-26)}`;
}

/** What the file below it is called once it was opened anew, by turns. */
function fileNodesOf(volume: string): string[] {
  return ['file-', 'file.'].map((prefix) => `${prefix}${volume.slice(-26)}`);
}

/** What QEMU is told of a volume. Formats and backing are said, never read from the volume: the guest wrote that. */
export function blockNode(id: string, { file, backing }: OpenVolume): Record<string, unknown> {
  return {
    driver: 'qcow2',
    'node-name': nodeOf(id),
    discard: 'unmap',
    'detect-zeroes': 'unmap',
    file: { driver: 'file', filename: file, discard: 'unmap' },
    backing: backing && {
      driver: backing.format,
      'read-only': true,
      file: { driver: 'file', filename: backing.file },
      ...(backing.format === 'qcow2' ? { backing: null } : {}),
    },
  };
}

/** The disk that boots stays for as long as the guest runs. */
export function systemDisk(id: string) {
  return { driver: 'virtio-blk-pci', id: 'root', drive: nodeOf(id), serial: 'slipway-root' };
}

/** A disk that can be unplugged; the guest finds it by its serial, the first 20 characters of the volume's id. */
export function dataDisk(id: string) {
  return { driver: 'virtio-blk-pci', id: `volume-${id}`, drive: nodeOf(id), serial: id.slice(0, 20) };
}

/** The root port that a guest finds last; nothing but the seed is plugged or unplugged there. */
export const LAST_PORT = 'last';

/** Who goes by labels asks the last disk first that is labelled as a seed: in a guest that boots no volume comes after it. */
export const seedDisk = {
  driver: 'virtio-blk-pci',
  id: 'seed',
  drive: 'seed',
  serial: 'slipway-seed',
  bus: LAST_PORT,
};

/** Takes the seed out of a guest that has read it: it leaves its name to the volume that has this name after a restart. */
export async function takeSeed(guest: RunningGuest): Promise<void> {
  // it is gone already, or QEMU does not answer: no harm is done
  await guest.execute('device_del', { id: seedDisk.id }).catch(() => {});
}

/** Gives the seed to a guest that boots again. */
export async function giveSeed(guest: RunningGuest): Promise<void> {
  // it is still there, or QEMU does not answer: the guest has booted with it before
  await guest.execute('device_add', seedDisk).catch(() => {});
}

/** Makes the disks of a running guest those of `volumes`, whatever an interrupted call has left; the first one stays. */
export async function syncDisks(
  guest: RunningGuest,
  volumes: { id: string }[],
  open: (volume: string) => Promise<OpenVolume>,
): Promise<void> {
  const wanted = new Set(volumes.map(({ id }) => id));
  const devices = [...(await pluggedDevices(guest)).values()].map((id) => /^volume-(.+)$/.exec(id ?? '')?.[1]);
  const plugged = new Set(devices.filter((id) => id !== undefined));
  for (const id of plugged) if (!wanted.has(id)) await unplugDevice(guest, `volume-${id}`);
  const nodes = await nodesOf(guest);
  const kept = new Set([...wanted].map(nodeOf));
  for (const node of nodes.keys()) if (!kept.has(node)) await removeNode(guest, node);
  await removeFiles(guest, kept);
  for (const [index, { id }] of volumes.slice(1).entries()) {
    if (plugged.has(id)) continue;
    if (!nodes.has(nodeOf(id))) await addNode(guest, id, await open(id));
    // A guest that boots counts them as they sit.
    await plugDevice(guest, dataDisk(id), `volume-${volumes[index]?.id}`).catch(async (cause: unknown) => {
      await guest.execute('blockdev-del', { 'node-name': nodeOf(id) });
      throw cause;
    });
  }
}

/** Throws a transient `volume-busy` while a snapshot is taken of it. */
async function addNode(guest: RunningGuest, id: string, disk: OpenVolume): Promise<void> {
  await guest.execute('blockdev-add', blockNode(id, disk)).catch((error: unknown) => {
    throw isLocked(error) ? busy(id, error) : error;
  });
}

/** Makes a disk of a running guest at least so large, which the guest sees at once. False: it has no such disk. */
export async function growDisk(guest: RunningGuest, volume: string, bytes: number): Promise<boolean> {
  const now = (await nodesOf(guest)).get(nodeOf(volume));
  if (now === undefined) return false;
  if (now < bytes) await guest.execute('block_resize', { 'node-name': nodeOf(volume), size: bytes });
  return true;
}

/** Has a disk of a running guest use the file that has its name now, in place of the one that QEMU holds. */
export async function reopenDisk(guest: RunningGuest, volume: string, open: OpenVolume): Promise<void> {
  const nodes = nodeNames.parse(await guest.execute('query-named-block-nodes', { flat: true }));
  const names = nodes.map((node) => node['node-name']);
  const [fresh = '', former] = fileNodesOf(volume).toSorted(
    (one, other) => Number(names.includes(one)) - Number(names.includes(other)),
  );
  const { file, ...node } = blockNode(volume, open);
  await guest.execute('blockdev-add', { ...(file as Record<string, unknown>), 'node-name': fresh });
  await guest.execute('blockdev-reopen', { options: [{ ...node, file: fresh }] });
  if (former !== undefined && names.includes(former)) await guest.execute('blockdev-del', { 'node-name': former });
}

/** A device that has left QEMU's tree just now holds its node for a moment longer: until `DEVICE_DELETED`. */
async function removeNode(guest: RunningGuest, node: string): Promise<void> {
  const remove = () => guest.execute('blockdev-del', { 'node-name': node });
  await remove().catch(async () => {
    const freed = guest.event('DEVICE_DELETED', ({ device }) => nodeOf(String(device)) === node, FREE_MS);
    await remove().catch(async (error: unknown) => {
      if (!(await freed)) throw error;
      await remove();
    });
  });
}

/** What was opened anew outlives the disk that had it. */
async function removeFiles(guest: RunningGuest, kept: Set<string>): Promise<void> {
  const nodes = nodeNames.parse(await guest.execute('query-named-block-nodes', { flat: true }));
  for (const { 'node-name': node } of nodes)
    if (/^file[-.]/.test(node) && !kept.has(`disk-${node.slice(5)}`))
      await guest.execute('blockdev-del', { 'node-name': node });
}

/** Sizes in bytes by the names of the nodes. */
async function nodesOf(guest: RunningGuest): Promise<Map<string, number>> {
  const nodes = blockNodes.parse(await guest.execute('query-named-block-nodes', { flat: true }));
  const ours = nodes.filter((node) => node['node-name'].startsWith('disk-'));
  return new Map(ours.map((node) => [node['node-name'], node.image['virtual-size']]));
}
