import { z } from 'zod';
import { type Answer, type Asked, page, refused, type Routes } from './answers.ts';
import { actionRoutes } from './nova-actions.ts';
import { bootOf, newId, now, type SimServer, USER, type World } from './world.ts';

const create = z.object({
  server: z.object({
    name: z.string(),
    hostname: z.string().max(63),
    tags: z.array(z.string().max(60)).max(50),
    metadata: z.record(z.string(), z.string()),
    flavorRef: z.string(),
    block_device_mapping_v2: z.array(z.object({ uuid: z.string(), boot_index: z.int() })),
    networks: z.union([z.literal('none'), z.array(z.object({ port: z.string() }))]),
    key_name: z.string().optional(),
    user_data: z.string().optional(),
  }),
});

/** The compute service. Two equal creates make two servers, but for their volumes and ports. */
export function novaRoutes(world: World): Routes {
  const server = ({ params: [id = ''] }: Asked): SimServer => serverOf(world, id);
  return {
    'GET /': () => ({ status: 200, body: { version: { id: 'v2.1', version: '2.93', min_version: '2.1' } } }),
    'POST /servers': ({ body }) => makeServer(world, body),
    'GET /servers/detail': (asked) => listServers(world, asked),
    'GET /servers/:': (asked) => ({ status: 200, body: { server: shown(world, server(asked)) } }),
    'DELETE /servers/:': (asked) => deleteServer(world, server(asked)),
    'GET /servers/:/os-instance-actions': (asked) => {
      return { status: 200, body: { instanceActions: server(asked).actions } };
    },
    'GET /flavors/detail': (asked) => page('flavors', world.flavors, asked, world.pageCap),
    'GET /limits': () => ({ status: 200, body: { limits: { absolute: limitsOf(world) } } }),
    'GET /os-keypairs': () => {
      return { status: 200, body: { keypairs: [...world.keypairs.keys()].map((name) => ({ keypair: { name } })) } };
    },
    'POST /os-keypairs': ({ body }) => {
      const { keypair } = z.object({ keypair: z.object({ name: z.string(), public_key: z.string() }) }).parse(body);
      if (world.keypairs.has(keypair.name)) throw refused(409, `Key pair '${keypair.name}' already exists.`);
      world.keypairs.set(keypair.name, keypair.public_key);
      return { status: 201, body: { keypair } };
    },
    'DELETE /os-keypairs/:': ({ params: [name = ''] }) => {
      if (!world.keypairs.delete(decodeURIComponent(name))) throw refused(404, `Keypair ${name} not found.`);
      return { status: 204 };
    },
    ...actionRoutes(world),
  };
}

export function serverOf(world: World, id: string): SimServer {
  const found = world.servers.get(id);
  if (found === undefined || found.status === 'DELETED') throw refused(404, `Instance ${id} could not be found.`);
  return found;
}

function makeServer(world: World, body: unknown): Answer {
  const asked = create.parse(body).server;
  const flavor = world.flavors.find(({ id }) => id === asked.flavorRef);
  if (flavor === undefined) throw refused(400, `Flavor ${asked.flavorRef} could not be found.`);
  if ((asked.user_data?.length ?? 0) > 65_535) throw refused(400, 'Invalid input for field user_data: too long.');
  if (asked.key_name !== undefined && !world.keypairs.has(asked.key_name))
    throw refused(400, 'Invalid key_name provided.');
  const used = limitsOf(world);
  const over = (what: string, needs: number, has: number, most: number): void => {
    if (has + needs > most) {
      throw refused(403, `Quota exceeded for ${what}: Requested ${needs}, but already used ${has} of ${most} ${what}`);
    }
  };
  over('instances', 1, used.totalInstancesUsed, used.maxTotalInstances);
  over('cores', flavor.vcpus, used.totalCoresUsed, used.maxTotalCores);
  over('ram', flavor.ram, used.totalRAMUsed, used.maxTotalRAMSize);
  const ports = asked.networks === 'none' ? [] : asked.networks.map(({ port }) => port);
  for (const port of ports) {
    const found = world.things('port').get(port);
    if (found === undefined) throw refused(400, `Port id ${port} could not be found.`);
    if (found['device_id'] !== '') throw refused(409, `Port ${port} is still in use.`);
  }
  const volumes = asked.block_device_mapping_v2.map(({ uuid }) => uuid);
  const root = asked.block_device_mapping_v2.find(({ boot_index: index }) => index === 0)?.uuid ?? '';
  if (world.volumes.get(root)?.bootable === false) throw refused(400, `Block Device ${root} is not bootable.`);
  for (const id of volumes) reserve(world, id);
  return { status: 202, body: { server: { id: begin(world, asked, ports, volumes).id, adminPass: 'x' } } };
}

/** Within the request: of two creates from one volume the second is refused. */
function reserve(world: World, id: string): void {
  const volume = world.volumes.get(id);
  if (volume === undefined) throw refused(400, `Block Device Mapping is Invalid: failed to get volume ${id}.`);
  if (volume.status !== 'available') {
    const text = `Invalid volume: Volume ${id} status must be available or downloading to reserve, but the current status is ${volume.status}.`;
    throw refused(400, text);
  }
  volume.status = 'attaching';
}

function begin(world: World, asked: z.output<typeof create>['server'], ports: string[], volumes: string[]): SimServer {
  const server: SimServer = {
    id: newId(),
    name: asked.name,
    hostname: asked.hostname,
    status: 'BUILD',
    task: 'scheduling',
    created: now(),
    updated: now(),
    tags: [...asked.tags].sort(),
    metadata: asked.metadata,
    launched: null,
    flavor: asked.flavorRef,
    fault: null,
    volumes,
    ports,
    userData: asked.user_data ?? null,
    key: asked.key_name === undefined ? null : (world.keypairs.get(asked.key_name) ?? null),
    console: '',
    actions: [{ action: 'create', user_id: USER, start_time: now() }],
    oldFlavor: null,
  };
  world.servers.set(server.id, server);
  world.later(world.delays.build, () => built(world, server));
  return server;
}

/** The host has made it, or could not. */
export function built(world: World, server: SimServer): void {
  if (server.status !== 'BUILD') return;
  const taken = server.ports.some((port) => world.things('port').get(port)?.['device_id'] !== '');
  const fault = world.fates.shift() ?? (taken ? 'Failed to allocate the network(s), not rescheduling.' : null);
  if (fault !== null) {
    world.change(server, { status: 'ERROR', task: null, fault });
    return;
  }
  for (const id of server.ports) {
    Object.assign(world.things('port').get(id) ?? {}, {
      device_id: server.id,
      device_owner: 'compute:nova',
      status: 'ACTIVE',
    });
  }
  for (const id of server.volumes) Object.assign(world.volumes.get(id) ?? {}, { status: 'in-use', server: server.id });
  world.change(server, { status: 'ACTIVE', task: null, launched: now(), console: bootOf(server.id) });
}

function deleteServer(world: World, server: SimServer): Answer {
  if (server.status === 'BUILD') world.remove(server);
  else {
    world.change(server, { task: 'deleting' });
    world.later(world.delays.remove, () => world.remove(server));
  }
  return { status: 204 };
}

/** `metadata` is not looked at for members, and with tags no server that was deleted is shown. */
function listServers(world: World, asked: Asked): Answer {
  const { query } = asked;
  const [tags, since, name] = ['tags', 'changes-since', 'name'].map((key) => query.get(key) ?? null);
  const found = [...world.servers.values()].filter((server) => {
    if (server.status === 'DELETED' && (since === null || tags !== null)) return false;
    if (since !== null && since !== undefined && server.updated < since) return false;
    if (name !== null && name !== undefined && !server.name.includes(name)) return false;
    return (tags ?? '').split(',').every((tag) => tag === '' || server.tags.includes(tag));
  });
  return page(
    'servers',
    found.map((server) => shown(world, server)),
    asked,
    world.pageCap,
  );
}

function shown(world: World, server: SimServer): Record<string, unknown> & { id: string } {
  const flavor = world.flavors.find(({ id }) => id === server.flavor);
  const { id, name, hostname, status, created, updated, tags, metadata } = server;
  return {
    id,
    name,
    status,
    created,
    updated,
    tags,
    metadata,
    'OS-SRV-USG:launched_at': server.launched,
    'OS-EXT-STS:task_state': server.task,
    'OS-EXT-SRV-ATTR:hostname': hostname,
    flavor: { vcpus: flavor?.vcpus, ram: flavor?.ram, disk: flavor?.disk, original_name: flavor?.name },
    ...(server.fault === null ? {} : { fault: { code: 500, message: server.fault, created: updated } }),
  };
}

function limitsOf(world: World) {
  const live = world.alive();
  const flavors = live.flatMap((server) => world.flavors.filter(({ id }) => id === server.flavor));
  const sum = (of: 'vcpus' | 'ram'): number => flavors.reduce((all, flavor) => all + flavor[of], 0);
  return {
    maxTotalInstances: world.quotas.instances,
    totalInstancesUsed: live.length,
    maxTotalCores: world.quotas.cores,
    totalCoresUsed: sum('vcpus'),
    maxTotalRAMSize: world.quotas.ram,
    totalRAMUsed: sum('ram'),
  };
}
