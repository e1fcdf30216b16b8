import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Volume } from '../api/schema.ts';
import { registerListOf } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { registerRename, registerShow } from '../terminal/nouns.ts';
import { print } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { registerDeleted } from '../deleted/commands.ts';
import { openSession, type Session } from '../api/session.ts';
import { sizeMiB } from '../terminal/size.ts';
import { size } from '../terminal/terminal.ts';
import { registerVolumeCreate } from './create.ts';
import { atRest } from './at-rest.ts';
import { registerDeleteAndWait } from './delete.ts';
import { volumeFacts, volumeState } from './facts.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

const PATH = 'openstack-volumes/';
const WAIT_SECONDS = 300;

export function registerVolume(program: Command): void {
  const noun = program.command('volume').helpCommand(false).description('disks of their own, for VMs to have');
  registerListOf(noun, 'volume', 'vm', 'list volumes', {
    name: ({ name }) => name,
    size: (volume) => size(volume.size),
    state: volumeState,
    vm: (volume) => volume.instance_name,
    uuid: ({ uuid }) => uuid,
  });
  registerShow(noun, 'volume', volumeFacts, 'data');
  registerVolumeCreate(noun);
  registerAttach(noun);
  registerDetach(noun);
  registerExtend(noun);
  registerRename(noun, 'volume', 'openstack-volumes');
  registerRetype(noun);
  registerDeleteAndWait(noun, 'volume', 'delete a volume that no VM has, with all that is on it', 'data');
  registerDeleted(noun, 'volume', 'data');
}

function registerAttach(noun: Command): void {
  const attach = noun
    .command('attach')
    .description('attach a volume to a VM, running or not')
    .argument('<name>', 'name or UUID')
    .argument('<vm>', 'name or UUID');
  addWaiting(attach, WAIT_SECONDS);
  example(attach, 'volume attach data web').action(
    async (name: string, vm: string, options: Waiting, self: Command) => {
      const session = openSession(self);
      const instance = (await find(session.client, 'vm', vm)).uuid;
      await change(session, name, 'attach', { instance }, options);
    },
  );
}

function registerDetach(noun: Command): void {
  const detach = noun
    .command('detach')
    .description('detach a volume from its VM; unmount it in the guest first')
    .argument('<name>', 'name or UUID');
  addWaiting(detach, WAIT_SECONDS);
  example(detach, 'volume detach data').action((name: string, options: Waiting, self: Command) =>
    change(openSession(self), name, 'detach', {}, options),
  );
}

function registerExtend(noun: Command): void {
  const extend = noun
    .command('extend')
    .description('make a volume larger; a running VM sees it at once')
    .argument('<name>', 'name or UUID')
    .requiredOption('--size <size>', 'MiB, or such as 10G', sizeMiB);
  addWaiting(extend, WAIT_SECONDS);
  example(extend, 'volume extend data --size 20G').action(
    (name: string, options: Waiting & { size: number }, self: Command) =>
      change(openSession(self), name, 'extend', { disk_size: options.size }, options),
  );
}

function registerRetype(noun: Command): void {
  example(
    noun
      .command('retype')
      .description('give a volume another type')
      .argument('<name>', 'name or UUID')
      .argument('<type>', 'name or UUID'),
    'volume retype data fast',
  ).action(async (name: string, type: string, _options, command: Command) => {
    const session = openSession(command);
    const { uuid } = await find(session.client, 'volume-type', type);
    await change(session, name, 'retype', { type: uuid }, { wait: true, timeout: WAIT_SECONDS * 1000 });
  });
}

async function change(session: Session, name: string, action: string, body: object, options: Waiting): Promise<void> {
  const { client } = session;
  const volume = await find(client, 'volume', name);
  await client.post(`${PATH}${volume.uuid}/${action}/`, body);
  const after = await atRest(client, 'volume', { ...volume, state: 'UPDATING' }, options);
  if (after !== null && after.error_message !== '') {
    const remedy = `"./slipway volume show ${volume.uuid}" shows how it stands; try again.`;
    throw new Problem(
      'action-failed',
      `The volume "${volume.name}" could not ${action}: ${after.error_message}`,
      remedy,
    );
  }
  show(session, after ?? (await client.get<Volume>(`${PATH}${volume.uuid}/`)));
}

function show(session: Session, volume: Volume | null): void {
  if (volume === null) throw new Problem('not-found', 'The volume was deleted meanwhile.', 'Make another one.');
  print(session, volume, [volume.uuid], () => volumeFacts(volume));
}
