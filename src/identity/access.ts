import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../common/field-errors.ts';
import { notFound, Problem } from '../common/problem.ts';
import { dayOrTime } from '../common/today.ts';
import { type Database, onlyRowOf, type RoleName, type Tx } from '../db/index.ts';
import { type Permission, remedyWithout, roleHas } from './permissions.ts';
import { roleNames } from './roles.ts';
import type { Actor } from './tokens.ts';
import { record } from './trail.ts';

/** The actor sees what it is about, but may not do it; it is written into the audit events. */
export class AccessDenied extends Problem {
  readonly permission: Permission;
  readonly project: string | null;
  constructor(permission: Permission, project: string | null, remedy = remedyWithout(permission)) {
    super('permission-denied', 'You do not have permission to perform this action.', remedy);
    this.permission = permission;
    this.project = project;
  }
}

/**
 * Whether the actor has `permission` in a project or customer, by UUID, or in the cloud itself (null). Here, and nowhere
 * else, it is decided who may: the user's roles as they are now, and no more than the token allows.
 */
export function may(actor: Actor, permission: Permission, where: string | null): boolean {
  record(actor, 'decided');
  if (actor.permissions?.has(permission) === false) return false;
  if (actor.isStaff) return actor.projects === null || (where !== null && actor.projects.has(where));
  const roles = where === null ? [] : (actor.roles.get(where) ?? []);
  return [...roles].some((role) => roleHas(role, permission));
}

const mayRow = z.strictObject({ may: z.boolean() });

/** The same of somebody who does not ask, in whose name something goes on in a project: by the roles as they are now. */
export async function userMay(tx: Tx, user: string | null, permission: Permission, project: string): Promise<boolean> {
  const enough = roleNames.filter((role) => roleHas(role, permission));
  const query = sql`
    SELECT EXISTS (SELECT FROM app_user u JOIN project p ON p.uuid = ${project} AND p.removed IS NULL
      WHERE u.uuid = ${user} AND u.is_active AND (u.is_staff OR EXISTS (
        SELECT FROM role_grant g WHERE g.user_uuid = u.uuid AND g.role = ANY(${enough})
          AND (g.project = p.uuid OR g.customer = p.customer) AND (g.expires IS NULL OR g.expires > now())))) AS may`;
  return (await onlyRowOf(tx, mayRow, query)).may;
}

/**
 * For a route that writes: throws `AccessDenied` unless the actor has `permission` in the project or customer, and
 * `not-found` when the actor does not even see that.
 */
export function requirePermission(actor: Actor, permission: Permission, where: string | null): void {
  if (may(actor, permission, where)) return;
  if (where !== null && !mayUse(actor, where) && !seesCustomer(actor, where)) throw notFound();
  throw new AccessDenied(permission, where);
}

/** Whether the token is all that its user is, for as long: a login, or a token without limits and end. */
export function isWhole({ permissions, token }: Actor): boolean {
  if (permissions !== null || token.projects !== null) return false;
  return token.kind === 'login' || token.expires === null;
}

/**
 * The same for what cannot end with the token, and would be more than a limited one: staff, passwords, public images.
 * What can, a token, a role or a key, is bound to it instead.
 */
export function requireWhole(actor: Actor, permission: Permission, where: string | null): void {
  requirePermission(actor, permission, where);
  if (isWhole(actor)) return;
  const remedy = 'What this makes would be more than a token with limits or an end: log in, or use one without.';
  throw new AccessDenied(permission, where, remedy);
}

/** For a change of what belongs to the actor alone: a token may be without that right. Throws `AccessDenied`. */
export function requireAccount(actor: Actor): void {
  record(actor, 'decided');
  if (actor.permissions?.has('ACCOUNT.UPDATE') === false) throw new AccessDenied('ACCOUNT.UPDATE', null);
}

/** Whether the actor may see what belongs to `project`. */
export function mayUse(actor: Actor, project: string): boolean {
  record(actor, 'decided');
  return actor.projects === null || actor.projects.has(project);
}

/** Whether `project` exists, is not removed, and is one that the actor may see; foreign and unknown are the same. */
export async function usableProject(db: Database | Tx, actor: Actor, project: string): Promise<boolean> {
  return (await findUsableProject(db, actor, project)) !== null;
}

/** The same with its end; null: it may not be used. */
export async function findUsableProject(
  db: Database | Tx,
  actor: Actor,
  project: string,
): Promise<{ ends_at: Date | null } | null> {
  if (!mayUse(actor, project)) return null;
  const query = db.selectFrom('project').select('ends_at').where('uuid', '=', project).where('removed', 'is', null);
  return (await query.executeTakeFirst()) ?? null;
}

/** Why nothing new is made in a project with this end; null: it has not ended. */
export function whyEnded(end: Date | null): string | null {
  if (end === null || end.getTime() > Date.now()) return null;
  return `It ended on ${dayOrTime(end)}: give it a later end_date, or none, and try again.`;
}

/** Throws `InvalidRequest` on `project` when the end date of the project has come. */
export async function requireOngoing(tx: Tx, project: string): Promise<void> {
  const query = tx.selectFrom('project').select('ends_at').where('uuid', '=', project);
  const why = whyEnded((await query.executeTakeFirstOrThrow()).ends_at);
  if (why !== null) throw invalid('project', why);
}

/** For a query: rows whose `column` names a project that the actor may see. */
export function visible(actor: Actor, column: string): RawBuilder<boolean> {
  record(actor, 'decided');
  return among(column, actor.projects);
}

/** The same for a column that names a customer: those that the actor owns, or has a project of. */
export function visibleCustomer(actor: Actor, column: string): RawBuilder<boolean> {
  record(actor, 'decided');
  return among(column, actor.customers);
}

/** For a query: rows whose `column` names a project in which the actor has `permission`. */
export function permitted(actor: Actor, permission: Permission, column: string): RawBuilder<boolean> {
  record(actor, 'decided');
  if (actor.permissions?.has(permission) === false) return sql<boolean>`false`;
  if (actor.isStaff) return among(column, actor.projects);
  const grants = [...actor.roles].filter(([, roles]) => [...roles].some((role) => roleHas(role, permission)));
  return among(column, new Set(grants.map(([where]) => where)));
}

/** For a query: rows whose `column` names where the actor has one of these roles. */
export function withRole(actor: Actor, column: string, wanted: readonly RoleName[]): RawBuilder<boolean> {
  record(actor, 'decided');
  const held = [...actor.roles].filter(([, roles]) => wanted.some((role) => roles.has(role)));
  return among(column, new Set(held.map(([where]) => where)));
}

function among(column: string, uuids: ReadonlySet<string> | null): RawBuilder<boolean> {
  if (uuids === null) return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} = ANY(${[...uuids]}::uuid[])`;
}

function seesCustomer(actor: Actor, customer: string): boolean {
  return actor.customers === null || actor.customers.has(customer);
}

/** For a query: rows whose `column` names the actor, or a user with a role where the actor sees something. */
export function visibleUser(actor: Actor, column: string): RawBuilder<boolean> {
  record(actor, 'decided');
  if (actor.customers === null) return sql<boolean>`true`;
  return sql<boolean>`(${sql.ref(column)} = ${actor.user} OR EXISTS (
    SELECT FROM role_grant seen WHERE seen.user_uuid = ${sql.ref(column)}
      AND (${among('seen.project', actor.projects)} OR ${among('seen.customer', actor.customers)})))`;
}

/**
 * For a query on audit events: what happened in projects that the actor sees, and in customers that the actor owns; what
 * the actor did, unless the token is for some projects only.
 */
export function visibleEvent(actor: Actor, alias: string): RawBuilder<boolean> {
  record(actor, 'decided');
  if (actor.projects === null || actor.customers === null) return sql<boolean>`true`;
  const owned = new Set([...actor.customers].filter((customer) => actor.roles.has(customer)));
  const mine = actor.token.projects === null ? sql`${sql.ref(`${alias}.user_uuid`)} = ${actor.user}` : sql`false`;
  return sql<boolean>`(${among(`${alias}.project`, actor.projects)} OR ${among(`${alias}.customer`, owned)} OR ${mine})`;
}

/** For what belongs to a user alone, keys and tokens: rows whose `column` names the actor. Staff is no exception. */
export function own(actor: Actor, column: string): RawBuilder<boolean> {
  record(actor, 'decided');
  return sql<boolean>`${sql.ref(column)} = ${actor.user}`;
}

/** For looking at the cloud itself; changing it is the permission `CLOUD.OPERATE`. Throws `AccessDenied`. */
export function requireStaff(actor: Actor): void {
  record(actor, 'decided');
  if (!actor.isStaff || actor.projects !== null) throw new AccessDenied('CLOUD.OPERATE', null);
}

/** Said by what every user may: read the catalogue, and what concerns nobody but the actor. */
export function everyUserMay(actor: Actor): void {
  record(actor, 'decided');
}
