import assert from 'node:assert/strict';
import type { Operation } from '../../support/openapi.ts';
import type { Call } from './call.ts';
import { accountCalls } from './account.ts';
import { catalogueCalls } from './catalogue.ts';
import { instancesCalls } from './instances.ts';
import { networkCalls } from './network.ts';
import { operationCalls } from './operation.ts';
import { ordersCalls } from './orders.ts';
import { organisationCalls } from './organisation.ts';
import { scheduleCalls } from './schedules.ts';
import { deletedCalls } from './deleted.ts';
import { serverGroupCalls } from './server-groups.ts';
import { storageCalls } from './storage.ts';

export type { Call, Scope } from './call.ts';
export { bodyFields } from './fields.ts';
export { queryFields } from './query-fields.ts';

/** How every operation of the API is called; a group of paths has a file. */
const calls: Record<string, Call> = {
  ...accountCalls,
  ...catalogueCalls,
  ...instancesCalls,
  ...networkCalls,
  ...operationCalls,
  ...ordersCalls,
  ...organisationCalls,
  ...scheduleCalls,
  ...deletedCalls,
  ...serverGroupCalls,
  ...storageCalls,
};

/** How an operation is called, which is alike in both dialects. */
export function callOf({ method, root, path }: Operation): Call {
  // who may ask for a list may ask for its headers
  const key = `${method === 'HEAD' ? 'GET' : method} ${root.replace('/waldur', '')}/${path}`;
  // most of the PUTs do what their PATCH does
  const call = calls[key] ?? calls[key.replace(/^PUT /, 'PATCH ')];
  const reads = method === 'GET' || method === 'HEAD' || call?.reads === true;
  const says = reads || call?.scope === 'public' || call?.permission !== undefined || call?.ends === true;
  assert.ok(says, `"${key}" changes something: say in \`permission\` of its call which one it needs.`);
  assert.ok(call, `Nobody can call "${key}": add it to \`calls\` in test/authorization/calls/.`);
  return call;
}
