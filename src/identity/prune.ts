import { sql } from 'kysely';
import { olderThan, type Prune, pruneRows } from '../db/index.ts';
import { lockout } from './proofs.ts';

/** How long an expired token is still told apart from one that never was, and an ended role can be asked after, days. */
const endedDays = 30;

/** Audit events of so many days ago. */
export function pruneEvents(days: number): Prune[] {
  return [pruneRows('audit_event', olderThan('t.created', days))];
}

/** Tokens, roles, keys, links and tickets that have ended, and failures that lock nobody any more. */
export function pruneAccess(): Prune[] {
  return [
    pruneRows('token', olderThan('t.expires', endedDays)),
    pruneRows('role_grant', olderThan('t.expires', endedDays)),
    pruneRows('ssh_key', sql<boolean>`t.expires < now()`),
    pruneRows('login_link', sql<boolean>`t.expires < now()`),
    pruneRows('console_ticket', sql<boolean>`t.expires < now()`),
    pruneRows('login_failure', sql<boolean>`t.last < now() - make_interval(mins => ${lockout.minutes})`),
  ];
}

/** Projects that were removed so many days ago, once nothing is known any more of what they had. */
export function pruneProjects(days: number): Prune[] {
  const networked = ['network', 'subnet', 'security_group', 'port', 'floating_ip'];
  const tables = [
    'instance',
    'server_group',
    'volume',
    'snapshot',
    'backup',
    'backup_copy',
    'order',
    'image',
    ...networked,
  ];
  const left = tables.map((table) => sql`EXISTS (SELECT FROM ${sql.table(table)} o WHERE o.project = t.uuid)`);
  // by the first project a start knows that the cloud is none that has to be made
  const first = sql`NOT EXISTS (SELECT FROM project o WHERE o.created < t.created)`;
  const needed = sql.join([...left, first], sql` OR `);
  return [pruneRows('project', sql<boolean>`${olderThan('t.removed', days)} AND NOT (${needed})`)];
}
