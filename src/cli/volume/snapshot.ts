import type { Command } from 'commander';
import type { Snapshot, Volume } from '../api/schema.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { registerListOf } from '../terminal/lists.ts';
import { registerKeep } from '../terminal/keep.ts';
import { registerRename, registerShow } from '../terminal/nouns.ts';
import { facts, print } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';
import { time } from '../terminal/time.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { atRest } from './at-rest.ts';
import { registerDeleteAndWait } from './delete.ts';
import { requireMade } from './made.ts';
import { volumeFacts } from './facts.ts';

const PATH = 'openstack-snapshots';
const WAIT_SECONDS = 300;
const COPY_SECONDS = 3600;

export function registerSnapshot(program: Command): void {
  const noun = program.command('snapshot').helpCommand(false).description('volumes as they were at a moment');
  registerListOf(noun, 'snapshot', 'volume', 'list snapshots', {
    name: ({ name }) => name,
    volume: (snapshot) => snapshot.source_volume_name,
    size: (snapshot) => size(snapshot.size),
    state: stateOf,
    created: ({ created }) => created,
    'kept until': (snapshot) => snapshot.kept_until ?? '',
    uuid: ({ uuid }) => uuid,
  });
  registerShow(noun, 'snapshot', snapshotFacts, 'before-upgrade');
  registerCreate(noun);
  registerRestore(noun);
  registerKeep(noun, 'snapshot', PATH);
  registerRename(noun, 'snapshot', PATH);
  registerDeleteAndWait(noun, 'snapshot', 'delete a snapshot; its volume stays as it is', 'before-upgrade');
}

const stateOf = ({ state, runtime_state: runtime }: Snapshot): string =>
  state === 'OK' ? runtime : state.toLowerCase();

function snapshotFacts(snapshot: Snapshot): string[] {
  return facts({
    name: snapshot.name,
    state: stateOf(snapshot),
    volume: snapshot.source_volume_name,
    size: size(snapshot.size),
    'kept until': snapshot.kept_until,
    restored: snapshot.restorations.map((volume) => volume.volume_name).join(', '),
    problem: snapshot.error_message,
    created: snapshot.created,
    uuid: snapshot.uuid,
  });
}

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('keep a volume as it is now, while its VM runs; "sync" in the guest first')
    .argument('<volume>', 'name or UUID')
    .argument('<name>', 'what it shall be called')
    .option('--description <text>', 'what it is for')
    .option('--keep-until <time>', 'it is deleted after that, such as 2026-12-31T12:00:00Z', time);
  addWaiting(create, WAIT_SECONDS);
  example(create, 'snapshot create data before-upgrade').action(
    async (
      volume: string,
      name: string,
      { description, keepUntil, ...waiting }: Waiting & { description?: string; keepUntil?: string },
      command: Command,
    ) => {
      const session = openSession(command);
      const { client } = session;
      const { uuid } = await find(client, 'volume', volume);
      const body = { name, description, kept_until: keepUntil };
      const begun = await client.post<Snapshot>(`openstack-volumes/${uuid}/snapshot/`, body);
      const taken = requireMade('snapshot', await atRest(client, 'snapshot', begun, waiting));
      print(session, taken, [taken.uuid], () => snapshotFacts(taken));
    },
  );
}

function registerRestore(noun: Command): void {
  const restore = noun
    .command('restore')
    .description('make a new volume of a snapshot; the volume that it is of stays as it is')
    .argument('<snapshot>', 'name or UUID')
    .argument('<name>', 'what the new volume shall be called')
    .option('--description <text>', 'what it is for');
  addWaiting(restore, COPY_SECONDS);
  example(restore, 'snapshot restore before-upgrade data-old', 'volume attach data-old web').action(
    async (
      reference: string,
      name: string,
      { description, ...waiting }: Waiting & { description?: string },
      command: Command,
    ) => {
      const session = openSession(command);
      const { client } = session;
      const { uuid } = await find(client, 'snapshot', reference);
      const begun = await client.post<Volume>(`${PATH}/${uuid}/restore/`, { name, description });
      const made = requireMade('volume', await atRest(client, 'volume', begun, waiting));
      print(session, made, [made.uuid], () => volumeFacts(made));
    },
  );
}
