import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { Problem } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { mayChange } from './changes.ts';

/** What an editor has seen of an object, to find out whether another one has been there since. */
export interface Version {
  etag: string;
  /** null: of what nobody changes. */
  modified: Date | null;
}

/** Finds what a path names; when that can be held to a version that the client has seen, it says how. */
export type Find<Found> = ((request: FastifyRequest) => Promise<Found>) & {
  /** The version as of now, of what nobody else changes until the end of the transaction. */
  version?: (tx: Tx, request: FastifyRequest) => Promise<Version>;
};

export type Versioned<Found> = Find<Found> & Required<Pick<Find<Found>, 'version'>>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the object that is shown. */
    version: Version | null;
  }
  interface FastifyContextConfig {
    /** Takes `If-Match` and `If-Unmodified-Since`. */
    conditional?: boolean;
  }
}

const names = ['if-match', 'if-unmodified-since'] as const;

export const conditionHeaders = {
  'if-match': z.string().optional().describe('ETag of the object as it was read: 412 when it has been changed since'),
  'if-unmodified-since': z.string().optional().describe('The same by the date that Last-Modified has told'),
};

/** What the backend tells, and what changes by being used or counted: no editor is in its way. */
const reported = new Set([
  'modified',
  'state',
  'runtime_state',
  'instance_state',
  'resource_state',
  'state_since',
  'free_since',
  'power',
  'error',
  'error_message',
  'completed',
  'undoing',
  'behind',
  'network_error',
  'plugged',
  'readiness',
  'started',
  'ended',
  'action',
  'action_details',
  'action_step',
  'creation_order',
  'order_in_progress',
  'usage',
  'used_ips',
  'by_category',
  'projects_count',
  'users_count',
  'last_used',
  'last_used_ip',
  'next_run',
  // of a backup: how its VM is, and what is being made of it
  'vm_state',
  'vm_runtime_state',
  'vm_in_rescue',
  'vm_being_kept',
  'copying',
  'sent_mib',
  'verified',
  'damage',
  'progress',
  'restoring',
  'rolling_back',
  'restorations',
]);

/** The version of a row as it is read: what people have set of it, and when. */
export function versionOf(row: object): Version {
  const { created = null, modified = created } = row as { modified?: Date; created?: Date };
  const set = JSON.stringify(row, (key, value: unknown) => (reported.has(key) ? undefined : value));
  const etag = `"${createHash('sha256').update(set).digest('base64url').slice(0, 22)}"`;
  return { etag, modified };
}

export function isConditional({ headers }: FastifyRequest): boolean {
  return names.some((name) => headers[name] !== undefined);
}

/** Throws `changed-meanwhile` unless the request is about this version. Of both headers If-Match alone counts (RFC 9110). */
export function requireVersion({ headers }: FastifyRequest, { etag, modified }: Version): void {
  const { 'if-match': match, 'if-unmodified-since': since = '' } = headers;
  const tags = match?.split(',').map((tag) => tag.trim());
  if (tags !== undefined) {
    if (tags.includes('*') || tags.includes(etag)) return;
    throw new Problem('changed-meanwhile', `If-Match is not the ETag of the object, which is ${etag}.`);
  }
  const at = Date.parse(since);
  if (Number.isNaN(at)) throw invalid('If-Unmodified-Since', 'Must be a date, as Last-Modified has it.');
  if (modified !== null && modified.getTime() > at)
    throw new Problem('changed-meanwhile', `The object was changed at ${modified.toISOString()}.`);
}

/** `ETag` and `Last-Modified` of what is shown. */
export function versionHeaders({ etag, modified }: Version): Record<string, string> {
  if (modified === null) return { etag };
  // whole seconds: of one that is not over yet it could not be told whether there was another change
  const second = Math.ceil(modified.getTime() / 1000) * 1000;
  return { etag, ...(second > Date.now() ? {} : { 'last-modified': new Date(second).toUTCString() }) };
}

/** Refuses a condition where none is looked at, for who sends one believes that it holds. */
export function refuseConditions(app: FastifyInstance): void {
  app.decorateRequest('version', null);
  app.addHook('preHandler', async (request) => {
    const { method, actor, is404, routeOptions } = request;
    if (!mayChange(method) || is404 || routeOptions.config.conditional === true || !isConditional(request)) return;
    if (actor !== null) everyUserMay(actor);
    const [name = ''] = names.filter((each) => request.headers[each] !== undefined);
    throw invalid(name, 'There is no version that this could be held to. Leave the header out.');
  });
}
