import { z } from 'zod';
import { definedFields } from '../../common/defined-fields.ts';
import { enums } from '../../db/index.ts';
import type { Presenter } from '../dialects/dialect.ts';

export const eventRow = z.strictObject({
  uuid: z.string(),
  created: z.date(),
  action: z.string(),
  result: z.enum(enums['audit_event.result']),
  message: z.string(),
  user_uuid: z.string().nullable(),
  username: z.string(),
  user_full_name: z.string().nullable(),
  address: z.string(),
  auth_method: z.enum(enums['audit_event.auth_method']).nullable(),
  token: z.string().nullable(),
  object: z.string().nullable(),
  object_name: z.string(),
  /** Of an event about a user. */
  affected_username: z.string().nullable(),
  affected_full_name: z.string().nullable(),
  /** What an order is for. */
  instance: z.string().nullable(),
  volume: z.string().nullable(),
  project: z.string().nullable(),
  project_name: z.string().nullable(),
  customer: z.string().nullable(),
  customer_name: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  request_id: z.string().nullable(),
});

export type EventRow = z.output<typeof eventRow>;

/** What an event was about, by the flat keys that Waldur has for it, beside what was said of it here. */
export function contextOf(row: EventRow, as: Presenter): Record<string, unknown> {
  return definedFields({
    ...row.detail,
    ip_address: row.address === '' ? undefined : row.address,
    auth_method: row.auth_method ?? undefined,
    pat_uuid: idOf(row.token, as),
    user_uuid: idOf(row.user_uuid, as),
    ...(row.user_uuid === null ? {} : { user_username: row.username, user_full_name: row.user_full_name ?? '' }),
    project_uuid: idOf(row.project, as),
    project_name: row.project_name ?? undefined,
    customer_uuid: idOf(row.customer, as),
    customer_name: row.customer_name ?? undefined,
    ...(row.result === 'denied' ? { permission: row.action } : objectOf(row, as)),
    ...valuesOf(row.detail['changed']),
  });
}

function idOf(uuid: string | null, as: Presenter): string | undefined {
  return uuid === null ? undefined : as.id(uuid);
}

function objectOf(row: EventRow, as: Presenter): Record<string, unknown> {
  const { object, object_name: name } = row;
  const [noun] = row.action.split('.');
  if (object === null) return {};
  switch (noun) {
    case 'instance':
    case 'volume':
      return resource(object, name, noun, as);
    case 'order': {
      const created = row.instance ?? row.volume;
      const kind = row.instance === null ? 'volume' : 'instance';
      return { order_uuid: as.id(object), ...(created === null ? {} : resource(created, name, kind, as)) };
    }
    case 'key':
      return { ssh_key_uuid: as.id(object), ssh_key_name: name };
    case 'user':
    case 'member':
      return { ...affected(row, as), ...(noun === 'member' ? scopeOf(row, as) : {}) };
    default:
      return { [`${noun?.replaceAll('-', '_')}_uuid`]: as.id(object), [`${noun?.replaceAll('-', '_')}_name`]: name };
  }
}

function resource(uuid: string, name: string, kind: 'instance' | 'volume', as: Presenter): Record<string, unknown> {
  const type = kind === 'instance' ? 'OpenStack.Instance' : 'OpenStack.Volume';
  return { resource_uuid: as.id(uuid), resource_name: name, resource_full_name: name, resource_type: type };
}

function affected(row: EventRow, as: Presenter): Record<string, unknown> {
  return {
    affected_user_uuid: idOf(row.object, as),
    affected_user_username: row.affected_username ?? row.object_name,
    affected_user_full_name: row.affected_full_name ?? '',
  };
}

/** Where a role was given or taken. */
function scopeOf(row: EventRow, as: Presenter): Record<string, unknown> {
  const type = row.project === null ? 'customer' : 'project';
  return { scope_type: type, scope_uuid: idOf(row[type], as), scope_name: row[`${type}_name`] ?? '' };
}

/** What has changed as two texts: HomePort shows them. */
function valuesOf(changed: unknown): { old_value?: string; new_value?: string } {
  const pairs = Object.entries((changed ?? {}) as Record<string, { old: unknown; new: unknown }>);
  if (pairs.length === 0) return {};
  const text = (which: 'old' | 'new'): string =>
    pairs
      .map(([name, values]) => (pairs.length === 1 ? said(values[which]) : `${name}: ${said(values[which])}`))
      .join(', ');
  return { old_value: text('old'), new_value: text('new') };
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
