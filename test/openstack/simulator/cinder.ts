import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, page, refused, type Routes } from './answers.ts';
import { newId, now, type SimVolume, type Snapshot, type World } from './world.ts';

const create = z.object({
  volume: z.object({
    name: z.string(),
    size: z.int().min(1),
    metadata: z.record(z.string(), z.string()).default({}),
    imageRef: z.string().optional(),
    snapshot_id: z.string().optional(),
  }),
});

/** The block storage service: any number of volumes may have one name. */
export function cinderRoutes(world: World): Routes {
  const volume = ({ params: [id = ''] }: Asked): SimVolume => {
    const found = world.volumes.get(id);
    if (found === undefined) throw refused(404, `Volume ${id} could not be found.`);
    return found;
  };
  return {
    'POST /volumes': ({ body }) => makeVolume(world, body),
    'GET /volumes/detail': (asked) => listed('volumes', [...world.volumes.values()].map(shown), asked, world),
    'GET /volumes/:': (asked) => ({ status: 200, body: { volume: shown(volume(asked)) } }),
    'PUT /volumes/:': (asked) => {
      const fields = z.object({ name: z.string(), metadata: z.record(z.string(), z.string()) });
      const found = Object.assign(volume(asked), z.object({ volume: fields }).parse(asked.body).volume);
      return { status: 200, body: { volume: shown(found) } };
    },
    'DELETE /volumes/:': (asked) => deleteVolume(world, volume(asked)),
    'POST /volumes/:/action': (asked) => act(world, volume(asked), asked.body),
    'GET /messages': () => ({ status: 200, body: { messages: [] } }),
    'GET /limits': () => ({ status: 200, body: { limits: { absolute: limitsOf(world) } } }),
    'POST /snapshots': ({ body }) => snap(world, body),
    'GET /snapshots/detail': (asked) =>
      listed('snapshots', [...world.snapshots.values()].map(shownSnapshot), asked, world),
    'DELETE /snapshots/:': ({ params: [id = ''] }) => {
      if (!world.snapshots.delete(id)) throw refused(404, `Snapshot ${id} could not be found.`);
      return { status: 202 };
    },
  };
}

/** Names are filtered exactly. */
function listed(key: string, all: { id: string; name: string }[], asked: Asked, world: World): Answer {
  const name = asked.query.get('name');
  const found = all.filter((each) => name === null || each.name === name);
  return page(key, found, asked, world.pageCap);
}

function makeVolume(world: World, body: unknown): Answer {
  const asked = create.parse(body).volume;
  const used = limitsOf(world);
  if (used.totalVolumesUsed >= used.maxTotalVolumes) {
    throw refused(
      413,
      `VolumeLimitExceeded: Maximum number of volumes allowed (${used.maxTotalVolumes}) exceeded for quota 'volumes'.`,
    );
  }
  if (used.totalGigabytesUsed + asked.size > used.maxTotalVolumeGigabytes) {
    throw refused(
      413,
      `VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota.`,
    );
  }
  const from = asked.imageRef === undefined ? undefined : world.images.get(asked.imageRef);
  if (asked.imageRef !== undefined && from?.status !== 'active') {
    throw refused(400, `Invalid image identifier or unable to access requested image.`);
  }
  const volume: SimVolume = {
    id: newId(),
    name: asked.name,
    metadata: asked.metadata,
    status: 'creating',
    size: asked.size,
    created_at: now(),
    image: asked.imageRef ?? null,
    server: null,
    bootable: bootable(world, asked),
  };
  world.volumes.set(volume.id, volume);
  becomes(world, volume, 'available');
  return { status: 202, body: { volume: shown(volume) } };
}

/** What began as something that boots does so, too. */
function bootable(world: World, { imageRef, snapshot_id: from }: z.output<typeof create>['volume']): boolean {
  const source = world.snapshots.get(from ?? '')?.volume ?? '';
  return imageRef !== undefined || world.volumes.get(source)?.bootable === true;
}

function deleteVolume(world: World, volume: SimVolume): Answer {
  const kept = [...world.snapshots.values()].some((snapshot) => snapshot.volume === volume.id);
  if (kept || !['available', 'error', 'error_extending'].includes(volume.status)) {
    const states = 'available or error or error_restoring or error_extending or error_managing';
    throw refused(
      400,
      `Invalid volume: Volume status must be ${states} and must not be migrating, attached or have snapshots.`,
    );
  }
  volume.status = 'deleting';
  world.later(world.delays.volume, () => world.volumes.delete(volume.id));
  return { status: 202 };
}

const action = z.union([
  z.object({ 'os-extend': z.object({ new_size: z.int() }) }),
  z.object({ 'os-volume_upload_image': z.object({ image_name: z.string() }) }),
]);

function act(world: World, volume: SimVolume, body: unknown): Answer {
  const asked = action.parse(body);
  if (volume.status !== 'available')
    throw refused(400, `Invalid volume: Volume ${volume.id} status must be available.`);
  if ('os-extend' in asked) {
    const { new_size: size } = asked['os-extend'];
    if (size <= volume.size)
      throw refused(400, 'Invalid input received: New size for extend must be greater than current size.');
    volume.status = 'extending';
    world.later(world.delays.volume, () => Object.assign(volume, { status: 'available', size }));
    return { status: 202 };
  }
  const { image_name: name } = asked['os-volume_upload_image'];
  const id = newId();
  const content = { size: 1 << 20, sha256: createHash('sha256').update(volume.id).digest('hex') };
  world.images.set(id, { id, name, status: 'queued', tags: [], properties: {}, content: null });
  volume.status = 'uploading';
  world.later(world.delays.snapshot, () => {
    volume.status = 'available';
    Object.assign(world.images.get(id) ?? {}, { status: 'active', content });
  });
  return { status: 202, body: { 'os-volume_upload_image': { image_id: id, status: 'uploading' } } };
}

function snap(world: World, body: unknown): Answer {
  const fields = z.object({ volume_id: z.string(), name: z.string() });
  const { volume_id, name } = z.object({ snapshot: fields }).parse(body).snapshot;
  const source = world.volumes.get(volume_id);
  if (source === undefined) throw refused(404, `Volume ${volume_id} could not be found.`);
  const snapshot: Snapshot = { id: newId(), name, status: 'creating', volume: volume_id, size: source.size };
  world.snapshots.set(snapshot.id, snapshot);
  world.later(world.delays.snapshot, () => Object.assign(snapshot, { status: 'available' }));
  return { status: 202, body: { snapshot: shownSnapshot(snapshot) } };
}

function becomes(world: World, volume: SimVolume, status: string): void {
  world.later(world.delays.volume, () => Object.assign(volume, { status }));
}

function shown(volume: SimVolume): Omit<SimVolume, 'image' | 'server' | 'bootable'> & { attachments: unknown[] } {
  const { image: _image, server, bootable: _bootable, ...fields } = volume;
  const attached = server !== null && volume.status === 'in-use';
  return { ...fields, attachments: attached ? [{ server_id: server, volume_id: volume.id }] : [] };
}

function shownSnapshot({ volume: volume_id, ...fields }: Snapshot) {
  return { ...fields, volume_id };
}

function limitsOf(world: World) {
  const [volumes, snapshots] = [[...world.volumes.values()], [...world.snapshots.values()]];
  return {
    maxTotalVolumes: world.quotas.volumes,
    totalVolumesUsed: volumes.length,
    maxTotalVolumeGigabytes: world.quotas.gigabytes,
    maxTotalSnapshots: world.quotas.snapshots,
    totalSnapshotsUsed: snapshots.length,
    totalGigabytesUsed: [...volumes, ...snapshots].reduce((sum, { size }) => sum + size, 0),
  };
}
