import { z } from 'zod';
import { type Answer, type Asked, refused, type Routes } from './answers.ts';
import { serverOf } from './nova.ts';
import { bootOf, now, type SimServer, USER, type World } from './world.ts';

type Act = (world: World, server: SimServer, argument: unknown) => Answer;

/** What is done with a server that is there: power, size, rescue, ports and volumes. */
export function actionRoutes(world: World): Routes {
  const server = ({ params: [id = ''] }: Asked): SimServer => serverOf(world, id);
  return {
    'POST /servers/:/action': (asked) => {
      const [[name, argument] = ['', null]] = Object.entries(z.record(z.string(), z.unknown()).parse(asked.body));
      const act = actions[name];
      if (act === undefined) throw refused(400, `There is no such action: ${name}`);
      return act(world, server(asked), argument);
    },
    'GET /servers/:/os-interface': (asked) => {
      const interfaceAttachments = server(asked).ports.map((port_id) => ({ port_id, port_state: 'ACTIVE' }));
      return { status: 200, body: { interfaceAttachments } };
    },
    'POST /servers/:/os-interface': (asked) => plug(world, server(asked), asked.body),
    'DELETE /servers/:/os-interface/:': (asked) => unplug(world, server(asked), asked.params[1] ?? ''),
    'GET /servers/:/os-volume_attachments': (asked) => {
      const volumeAttachments = server(asked).volumes.map((volumeId) => ({ volumeId }));
      return { status: 200, body: { volumeAttachments } };
    },
    'POST /servers/:/os-volume_attachments': (asked) => attach(world, server(asked), asked.body),
    'DELETE /servers/:/os-volume_attachments/:': (asked) => detach(world, server(asked), asked.params[1] ?? ''),
  };
}

const noted: Answer = { status: 202 };

/** What each action needs, and the state that comes of it. */
const actions: Record<string, Act> = {
  'os-start': (world, server) => {
    only(server, 'start', ['SHUTOFF']);
    begin(world, server, 'start', 'powering-on');
    return becomes(world, server, world.delays.power, { status: 'ACTIVE', console: bootOf(server.id) });
  },
  'os-stop': (world, server) => {
    only(server, 'stop', ['ACTIVE', 'ERROR']);
    begin(world, server, 'stop', 'powering-off');
    return becomes(world, server, world.delays.power, { status: 'SHUTOFF' });
  },
  reboot: (world, server) => {
    only(server, 'reboot', ['ACTIVE', 'SHUTOFF', 'ERROR']);
    begin(world, server, 'reboot', 'rebooting');
    return becomes(world, server, world.delays.power, { status: 'ACTIVE', console: bootOf(server.id) });
  },
  resize: (world, server, argument) => {
    only(server, 'resize', ['ACTIVE', 'SHUTOFF']);
    const { flavorRef } = z.object({ flavorRef: z.string() }).parse(argument);
    if (flavorRef === server.flavor) throw refused(400, 'When resizing, instances must change flavor!');
    begin(world, server, 'resize', 'resize_prep');
    const change = { status: 'VERIFY_RESIZE', oldFlavor: server.flavor, flavor: flavorRef };
    return becomes(world, server, world.delays.resize, change);
  },
  confirmResize: (world, server) => {
    only(server, 'confirmResize', ['VERIFY_RESIZE']);
    begin(world, server, 'confirmResize', null);
    becomes(world, server, world.delays.resize, { status: 'SHUTOFF', oldFlavor: null });
    return { status: 204 };
  },
  revertResize: (world, server) => {
    only(server, 'revertResize', ['VERIFY_RESIZE']);
    begin(world, server, 'revertResize', 'resize_reverting');
    const change = { status: 'SHUTOFF', flavor: server.oldFlavor ?? server.flavor, oldFlavor: null };
    return becomes(world, server, world.delays.resize, change);
  },
  rescue: (world, server, argument) => {
    only(server, 'rescue', ['ACTIVE', 'SHUTOFF']);
    const { rescue_image_ref: ref } = z.object({ rescue_image_ref: z.string() }).parse(argument);
    const properties = world.images.get(ref)?.properties ?? {};
    if (properties['hw_rescue_device'] !== 'disk' || properties['hw_rescue_bus'] !== 'virtio') {
      throw refused(400, `Cannot rescue a volume-backed instance`);
    }
    begin(world, server, 'rescue', 'rescuing');
    becomes(world, server, world.delays.power, { status: 'RESCUE', console: bootOf(server.id) });
    return { status: 200, body: { adminPass: 'x' } };
  },
  unrescue: (world, server) => {
    only(server, 'unrescue', ['RESCUE']);
    begin(world, server, 'unrescue', 'unrescuing');
    return becomes(world, server, world.delays.power, { status: 'ACTIVE' });
  },
  'os-getConsoleOutput': (_world, server, argument) => {
    if (server.status === 'BUILD') throw refused(409, `Instance ${server.id} is not ready`);
    const { length } = z.object({ length: z.int().optional() }).parse(argument);
    const output = server.console
      .split('\n')
      .slice(length === undefined ? 0 : -length - 1)
      .join('\n');
    return { status: 200, body: { output } };
  },
};

function only(server: SimServer, what: string, states: string[]): void {
  const at = `Cannot '${what}' instance ${server.id} while it is in`;
  if (server.task !== null) throw refused(409, `${at} task_state ${server.task}`);
  if (!states.includes(server.status)) throw refused(409, `${at} vm_state ${server.status.toLowerCase()}`);
}

function begin(world: World, server: SimServer, action: string, task: string | null): void {
  server.actions.unshift({ action, user_id: USER, start_time: now() });
  world.change(server, { task });
}

function becomes(world: World, server: SimServer, ms: number, change: Partial<SimServer>): Answer {
  world.later(ms, () => {
    if (server.status !== 'DELETED') world.change(server, { ...change, task: null });
  });
  return noted;
}

function plug(world: World, server: SimServer, body: unknown): Answer {
  const { port_id: id } = z
    .object({ interfaceAttachment: z.object({ port_id: z.string() }) })
    .parse(body).interfaceAttachment;
  const port = world.things('port').get(id);
  if (port === undefined) throw refused(404, `Port id ${id} could not be found.`);
  if (port['device_id'] !== '') throw refused(400, `Port ${id} is still in use.`);
  Object.assign(port, { device_id: server.id, device_owner: 'compute:nova', status: 'ACTIVE' });
  server.ports.push(id);
  return { status: 200, body: { interfaceAttachment: { port_id: id, port_state: 'ACTIVE' } } };
}

/** The second time too it is only noted. */
function unplug(world: World, server: SimServer, id: string): Answer {
  world.later(world.delays.attach, () => {
    if (!server.ports.includes(id)) return;
    server.ports = server.ports.filter((port) => port !== id);
    world.unplug(id);
  });
  return noted;
}

function attach(world: World, server: SimServer, body: unknown): Answer {
  const { volumeId: id } = z
    .object({ volumeAttachment: z.object({ volumeId: z.string() }) })
    .parse(body).volumeAttachment;
  const volume = world.volumes.get(id);
  if (volume === undefined) throw refused(404, `Volume ${id} could not be found.`);
  if (volume.server !== null || volume.status !== 'available') {
    throw refused(400, `Invalid volume: volume ${id} is already attached to instances: ${volume.server ?? server.id}`);
  }
  Object.assign(volume, { status: 'attaching', server: server.id });
  server.volumes.push(id);
  world.later(world.delays.attach, () => Object.assign(volume, { status: 'in-use' }));
  return { status: 200, body: { volumeAttachment: { volumeId: id } } };
}

function detach(world: World, server: SimServer, id: string): Answer {
  const volume = world.volumes.get(id);
  if (volume === undefined || !server.volumes.includes(id)) throw refused(404, `Instance is not attached to ${id}.`);
  if (server.volumes[0] === id) throw refused(400, 'Cannot detach a root device volume');
  if (volume.status !== 'in-use') {
    throw refused(400, `Invalid volume: Volume ${id} status must be in-use to detach, but it is ${volume.status}.`);
  }
  volume.status = 'detaching';
  world.later(world.delays.attach, () => {
    if (world.holdsOn) {
      volume.status = 'in-use';
      return;
    }
    server.volumes = server.volumes.filter((each) => each !== id);
    world.release(id);
  });
  return noted;
}
