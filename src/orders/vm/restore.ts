import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { checkImageFits, findFlavor } from '../../catalogue/index.ts';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { json, onlyRowOf, together, type Tx } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Actor, audit, requireOngoing } from '../../identity/index.ts';
import { backupRules, copyRules, disksOf, type LockedBackup, lockBackup, lockCopy } from '../../instances/index.ts';
import { instanceRestore, type Services } from '../../workflows/index.ts';
import type { NetworkDraft, Networks } from './parse-networks.ts';
import { makeInstance, type NewVm, reserve } from './reserve.ts';
import { findGroups, findNetworks } from './resolve-networks.ts';

/** What is left out is as it was. */
export interface Restoration {
  flavor: string | undefined;
  name: string | undefined;
  /** Left out: the subnets that it had, with new addresses. */
  networks: NetworkDraft[] | undefined;
  floatingIps: Networks['floatingIps'];
  securityGroups: string[] | undefined;
}

const sourceRow = z.strictObject({ vm: json['backup.vm'], offering: z.string(), plan: z.string() });
const copyRow = sourceRow.extend({ volumes: json['backup_copy.volumes'] });

/**
 * Begins to make a new VM of a backup, whose volumes are copies of its snapshots; the one that this was taken of stays as it is. The new
 * one has an identity, ports and addresses of its own. Nothing was ordered: there is no order of it. Throws `wrong-state`, `InvalidRequest`
 * that names all that is wrong, `backend-full`, `host-disk-full`. Returns the UUID of the VM.
 */
export async function restoreBackup(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  wanted: Restoration,
): Promise<string> {
  const backup = await lockBackup(tx, uuid);
  backupRules.require('restore', backup);
  const instance = await makeOfBackup(tx, actor, backup, wanted);
  await beginRestoring(tx, engine, actor, { instance, project: backup.project, of: { backup: uuid } });
  return instance;
}

/** The same of a copy of a backup, from its target alone. */
export async function restoreCopy(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  wanted: Restoration,
): Promise<string> {
  const copy = await lockCopy(tx, uuid);
  copyRules.require('restore', copy);
  const { project } = copy;
  const query = sql`SELECT vm, offering, plan, volumes FROM backup_copy WHERE uuid = ${uuid}`;
  const { volumes: parts, ...was } = await onlyRowOf(tx, copyRow, query);
  const instance = await makeOf(tx, actor, { project, ...was, parts }, wanted, { copy: uuid });
  await beginRestoring(tx, engine, actor, { instance, project, of: { copy: uuid } });
  return instance;
}

/** Begins the run that fills the disks of a VM, and writes down what they are made `of`, and who wanted that. */
async function beginRestoring(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  { instance, project, of }: { instance: string; project: string; of: Record<string, string> },
): Promise<void> {
  const labels = { ...of, instance };
  const run = { uuid: randomUUID(), subject: instance, input: {}, estimateKey: '', labels };
  await engine.begin(tx, instanceRestore, run);
  await audit(tx, actor, 'instance.restore', { object: instance, project, detail: of });
}

/** Makes the rows of a VM of a backup, with all that it needs; a run copies the snapshots. Throws as `restoreBackup`. Returns its UUID. */
export async function makeOfBackup(
  tx: Tx,
  actor: Actor,
  { uuid, project }: Pick<LockedBackup, 'uuid' | 'project'>,
  wanted: Restoration,
): Promise<string> {
  const query = sql`SELECT b.vm, i.offering, i.plan FROM backup b JOIN instance i ON i.uuid = b.instance WHERE b.uuid = ${uuid}`;
  const was = await onlyRowOf(tx, sourceRow, query);
  const parts = await disksOf(tx, uuid);
  const snapshots = parts.map(({ snapshot }) => snapshot);
  return makeOf(tx, actor, { project, ...was, parts }, wanted, { snapshots });
}

/** What a VM is made of. */
interface Source extends z.output<typeof sourceRow> {
  project: string;
  /** Its disks, the one that boots first. */
  parts: z.output<typeof copyRow>['volumes'];
}

async function makeOf(
  tx: Tx,
  actor: Actor,
  source: Source,
  wanted: Restoration,
  disks: Pick<NewVm, 'snapshots' | 'copy'>,
): Promise<string> {
  await requireOngoing(tx, source.project);
  const vm = { ...(await resolve(tx, actor, source, wanted)), ...disks };
  const instance = await makeInstance(tx, actor, vm);
  await reserve(tx, vm, { uuid: instance, owner: actor.user });
  return instance;
}

async function resolve(tx: Tx, actor: Actor, source: Source, wanted: Restoration): Promise<NewVm> {
  const { project, vm: was, offering, plan } = source;
  const [system, ...data] = source.parts;
  if (system === undefined) throw new Error('a backup has no disks');
  const errors = new FieldErrors();
  const sized = { uuid: wanted.flavor ?? was.flavor, project };
  const networks = { networks: wanted.networks ?? formerNetworks(was), floatingIps: wanted.floatingIps };
  const groups = wanted.securityGroups ?? (await formerGroups(tx, project, was));
  const [{ flavor }, connections, securityGroups] = await together(
    findFlavor(tx, sized, ['flavor'], errors.part()),
    findNetworks(tx, networks, sql<boolean>`project = ${project}`, errors.part()),
    findGroups(tx, actor, { project, securityGroups: groups }, ['security_groups'], errors.part()),
  );
  if (flavor !== undefined) {
    const { image_name: name, min_disk_mib, min_memory_mib } = was;
    const of = `flavor "${flavor.name}"`;
    const memory = { mib: flavor.memory_mib, of, at: ['flavor'], remedy: 'Choose a larger flavor.' };
    checkImageFits({ name, min_disk_mib, min_memory_mib }, { memory }, errors);
  }
  if (flavor === undefined || !errors.empty) throw new InvalidRequest(errors);
  const [line] = was.ssh_keys;
  return {
    project,
    offering: { uuid: offering },
    plan: { uuid: plan },
    image: { uuid: was.image },
    flavor,
    ...(line === undefined ? {} : { key: { line, name: was.key_name } }),
    networks: connections,
    securityGroups,
    volumeTypes: [system, ...data].map(({ type }) => type),
    draft: {
      name: wanted.name ?? was.name,
      description: was.description,
      metadata: was.labels,
      userData: was.user_data,
      isProtected: false,
      endDate: null,
      systemVolumeMiB: system.size_mib,
      dataVolumes: data.map(({ size_mib: sizeMiB }) => ({ sizeMiB })),
    },
  };
}

type WasVm = z.output<(typeof json)['backup.vm']>;

/** The subnets that a VM had. */
function formerNetworks({ ports }: WasVm): NetworkDraft[] {
  return ports.flatMap(({ addresses: [first] }, index) => {
    const at = ['ports', index];
    return first === undefined ? [] : [{ at, subnet: first.subnet, pairs: [], floatingIp: 'none', floatingAt: at }];
  });
}

/** The groups that it had, as far as they are there still. */
async function formerGroups(tx: Tx, project: string, { ports }: WasVm): Promise<string[]> {
  const had = [...new Set(ports.flatMap(({ security_groups: groups }) => groups))];
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  const left = await query.where(sql<boolean>`uuid = ANY(${had}::uuid[])`).execute();
  return had.filter((uuid) => left.some((row) => row.uuid === uuid));
}
