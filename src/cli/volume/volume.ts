import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Volume } from '../api/schema.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { registerRename } from '../terminal/nouns.ts';
import { print, printEach, printList, say } from '../terminal/output.ts';
import { find, findAll } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { forEach } from '../terminal/several.ts';
import { sizeMiB } from '../terminal/size.ts';
import { size } from '../terminal/terminal.ts';
import { registerVolumeCreate } from './create.ts';
import { atRest } from './at-rest.ts';
import { volumeFacts, volumeState } from './facts.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

const PATH = 'openstack-volumes/';
const WAIT_SECONDS = 300;

export function registerVolume(program: Command): void {
  const noun = program.command('volume').helpCommand(false).description('disks of their own, for VMs to have');
  registerList(noun);
  registerShow(noun);
  registerVolumeCreate(noun);
  registerAttach(noun);
  registerDetach(noun);
  registerExtend(noun);
  registerRename(noun, 'volume', 'openstack-volumes');
  registerRetype(noun);
  registerDelete(noun);
}

function registerList(noun: Command): void {
  example(
    addFilters(listCommand(noun, 'list volumes')).option('--vm <name>', 'only those of this VM'),
    'volume list --vm web',
  ).action(async (options: Filters & { vm?: string }, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const vm = options.vm === undefined ? {} : { instance: (await find(client, 'vm', options.vm)).uuid };
    const query = { ...vm, ...(await filterQuery(client, options)) };
    printList(session, await client.list<Volume>(PATH, query), {
      name: (volume) => volume.name,
      size: (volume) => size(volume.size),
      state: volumeState,
      vm: (volume) => volume.instance_name,
      uuid: (volume) => volume.uuid,
    });
  });
}

function registerShow(noun: Command): void {
  example(
    noun.command('show').description('show a volume').argument('<name...>', 'name or UUID'),
    'volume show data',
  ).action(async (names: string[], _options, command: Command) => {
    const session = openSession(command);
    printEach(session, await findAll(session.client, 'volume', names), volumeFacts);
  });
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

function registerDelete(noun: Command): void {
  const remove = noun
    .command('delete')
    .alias('rm')
    .description('delete a volume that no VM has, with all that is on it')
    .argument('<name...>', 'name or UUID');
  addWaiting(remove, WAIT_SECONDS);
  example(remove, 'volume delete data').action(async (names: string[], options: Waiting, self: Command) => {
    const session = openSession(self);
    await forEach(await findAll(session.client, 'volume', names), async (volume) => {
      await session.client.delete(`${PATH}${volume.uuid}/`);
      await atRest(session.client, 'volume', { ...volume, state: 'DELETING' }, options);
      say(session, options.wait ? `Deleted ${volume.name}.` : `${volume.name}: deletion accepted`);
    });
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
