import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import { FieldErrors, InvalidRequest, noSuch } from '../common/field-errors.ts';
import { definedFields } from '../common/defined-fields.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit, before, changed } from '../identity/index.ts';
import { limits } from './limits.ts';
import { type Labels, type Owned, refusePorts, tooMany } from './networks.ts';
import { changeNetwork } from './revision.ts';
import { type Rule, type RuleDraft, readRule } from './rules.ts';

/** Makes a group with its rules; returns its UUID. Throws `InvalidRequest` that names all that is wrong. */
export async function createSecurityGroup(
  tx: Tx,
  actor: Actor,
  project: string,
  draft: Labels & { name: string; rules: RuleDraft[] },
): Promise<string> {
  const errors = new FieldErrors();
  const { name, description = '' } = draft;
  const revision = await changeNetwork(tx, project);
  const { count } = await tx
    .selectFrom('security_group')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('project', '=', project)
    .executeTakeFirstOrThrow();
  if (Number(count) >= limits.securityGroups) throw tooMany('security groups', limits.securityGroups);
  const rules = await readRules(tx, project, draft.rules, ['rules'], errors);
  if (await nameTaken(tx, project, name, null)) errors.add(['name'], taken(name), 'already-taken');
  if (!errors.empty) throw new InvalidRequest(errors);
  const { uuid } = await tx
    .insertInto('security_group')
    .values({ project, name, description, revision })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await insertRules(tx, uuid, rules);
  await audit(tx, actor, 'security-group.create', { object: uuid, project, detail: { name, rules: rules.length } });
  return uuid;
}

export async function updateSecurityGroup(tx: Tx, actor: Actor, group: Owned, labels: Labels): Promise<void> {
  const { uuid, project } = group;
  await changeNetwork(tx, project);
  if (labels.name !== undefined && (await nameTaken(tx, project, labels.name, uuid))) {
    const errors = new FieldErrors();
    errors.add(['name'], taken(labels.name), 'already-taken');
    throw new InvalidRequest(errors);
  }
  const set = definedFields(labels);
  const update = tx
    .updateTable('security_group')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid);
  const row = await update.returning(before('security_group', set).as('was')).executeTakeFirst();
  await audit(tx, actor, 'security-group.update', { object: uuid, project, detail: changed(row?.was, set) });
}

/** Puts `drafts` in the place of all rules of a group; they take effect on running VMs. */
export async function setRules(tx: Tx, actor: Actor, group: Owned, drafts: RuleDraft[]): Promise<void> {
  const { uuid, project } = group;
  const errors = new FieldErrors();
  const revision = await changeNetwork(tx, project);
  const rules = await readRules(tx, project, drafts, [], errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  const change = { revision, modified: new Date() };
  const update = tx.updateTable('security_group').set(change).where('uuid', '=', uuid).returning('uuid');
  // it may have been deleted since it was found
  await update.executeTakeFirstOrThrow();
  const wanted = rules.map((rule, index) => ({ rule, id: drafts[index]?.id ?? null }));
  await replaceRules(tx, uuid, wanted);
  await audit(tx, actor, 'security-group.set-rules', { object: uuid, project, detail: { rules: rules.length } });
}

/** Deletes a group. Throws `in-use` when ports or other groups' rules use it. */
export async function deleteSecurityGroup(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await changeNetwork(tx, project);
  await refusePorts(
    tx,
    sql<boolean>`EXISTS (SELECT FROM port_security_group g WHERE g.port = t.uuid AND g.security_group = ${uuid})`,
  );
  const other = await tx
    .selectFrom('security_group_rule as r')
    .innerJoin('security_group as g', 'g.uuid', 'r.security_group')
    .select('g.name')
    .where('r.remote_group', '=', uuid)
    .where('r.security_group', '<>', uuid)
    .limit(1)
    .executeTakeFirst();
  if (other !== undefined) {
    const message = `A rule of security group "${other.name}" names it as remote_group. Change that rule first.`;
    throw new Problem('in-use', message);
  }
  await audit(tx, actor, 'security-group.delete', { object: uuid, project });
  await tx.deleteFrom('security_group').where('uuid', '=', uuid).execute();
}

/** A group of the project as it is asked for: by UUID or, as some clients do, by name. `at` is where that stands in the body. */
export type GroupReference = ({ uuid: string } | { name: string }) & { at: (string | number)[] };

/** The groups that are `wanted`, each once; those that are not of the project are noted, in the same words as unknown ones. */
export async function findGroups(
  tx: Tx,
  project: string,
  wanted: GroupReference[],
  errors: FieldErrors,
): Promise<string[]> {
  const uuids = wanted.flatMap((group) => ('uuid' in group ? group.uuid : []));
  const names = wanted.flatMap((group) => ('name' in group ? group.name : []));
  const rows = await tx
    .selectFrom('security_group')
    .select(['uuid', 'name'])
    .where('project', '=', project)
    .where(sql<boolean>`(uuid = ANY(${uuids}::uuid[]) OR name = ANY(${names}))`)
    .execute();
  for (const group of wanted)
    if (!rows.some(({ uuid, name }) => ('uuid' in group ? group.uuid === uuid : group.name === name)))
      errors.add(group.at, noSuch('security group', 'openstack-security-groups'));
  return rows.map(({ uuid }) => uuid);
}

/** The group that ports get when none is named. */
export async function defaultGroups(tx: Tx, project: string): Promise<string[]> {
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  return (await query.where('name', '=', 'default').execute()).map(({ uuid }) => uuid);
}

function taken(name: string): string {
  return `The project has a security group "${name}" already. Choose another name.`;
}

async function nameTaken(tx: Tx, project: string, name: string, except: string | null): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM security_group WHERE project = ${project} AND name = ${name} AND uuid IS DISTINCT FROM ${except}::uuid
  `.execute(tx);
  return rows.length > 0;
}

async function readRules(
  tx: Tx,
  project: string,
  drafts: RuleDraft[],
  at: (string | number)[],
  errors: FieldErrors,
): Promise<Rule[]> {
  if (drafts.length > limits.rulesPerGroup) {
    errors.add(at, `At most ${limits.rulesPerGroup} rules go into one group. Use another group for the rest.`);
    return [];
  }
  const rules = drafts.map((draft, index) => readRule(draft, [...at, index], errors));
  const remote = rules.flatMap(({ remote_group: uuid }, index) =>
    uuid === null ? [] : [{ uuid, at: [...at, index, 'remote_group'] }],
  );
  await findGroups(tx, project, remote, errors);
  return rules;
}

/** A rule that is wanted, and the number of the one that it shall be, when the client has said that. */
interface Wanted {
  rule: Rule;
  id: number | null;
}

/** Rules that stay keep their numbers, and so do those that get other content by number: programs remember them. */
async function replaceRules(tx: Tx, group: string, wanted: Wanted[]): Promise<void> {
  const rows = await tx.selectFrom('security_group_rule').selectAll().where('security_group', '=', group).execute();
  const left = new Map(rows.map((row) => [row.id, row]));
  const equal = (rule: Rule, row: (typeof rows)[number]) =>
    isDeepStrictEqual({ ...rule, id: row.id, security_group: group }, row);
  const unnumbered: Rule[] = [];
  for (const { rule, id } of wanted) {
    const row = id === null ? undefined : left.get(String(id));
    if (row === undefined) unnumbered.push(rule);
    else {
      left.delete(row.id);
      if (!equal(rule, row)) await tx.updateTable('security_group_rule').set(rule).where('id', '=', row.id).execute();
    }
  }
  const missing = unnumbered.filter((rule) => {
    const same = [...left.values()].find((row) => equal(rule, row));
    if (same !== undefined) left.delete(same.id);
    return same === undefined;
  });
  const gone = [...left.keys()];
  if (gone.length > 0) await tx.deleteFrom('security_group_rule').where('id', 'in', gone).execute();
  await insertRules(tx, group, missing);
}

async function insertRules(tx: Tx, group: string, rules: Rule[]): Promise<void> {
  if (rules.length === 0) return;
  const rows = rules.map((rule) => ({ ...rule, security_group: group }));
  await tx.insertInto('security_group_rule').values(rows).execute();
}
