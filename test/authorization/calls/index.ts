import type { Call } from './call.ts';
import { accountCalls } from './account.ts';
import { catalogueCalls } from './catalogue.ts';
import { instancesCalls } from './instances.ts';
import { networkCalls } from './network.ts';
import { operationCalls } from './operation.ts';
import { ordersCalls } from './orders.ts';
import { organisationCalls } from './organisation.ts';
import { storageCalls } from './storage.ts';

export type { Call, Scope } from './call.ts';
export { bodyFields, queryFields } from './fields.ts';

/** How every operation of the API is called; a group of paths has a file. */
export const calls: Record<string, Call> = {
  ...accountCalls,
  ...catalogueCalls,
  ...instancesCalls,
  ...networkCalls,
  ...operationCalls,
  ...ordersCalls,
  ...organisationCalls,
  ...storageCalls,
};
