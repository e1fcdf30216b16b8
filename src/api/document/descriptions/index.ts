import { account } from './account.ts';
import { catalogue } from './catalogue.ts';
import type { Descriptions } from './description.ts';
import { networks } from './network.ts';
import { operation } from './operation.ts';
import { orders } from './orders.ts';
import { organisation } from './organisation.ts';
import { storage } from './storage.ts';
import { vms } from './vms.ts';

export type { Description, Need } from './description.ts';

/** What is said of every operation of both dialects. */
export const descriptions: Descriptions = {
  ...orders,
  ...vms,
  ...catalogue,
  ...networks,
  ...storage,
  ...organisation,
  ...account,
  ...operation,
};
