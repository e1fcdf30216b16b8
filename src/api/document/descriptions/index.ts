import { account } from './account.ts';
import { catalogue } from './catalogue.ts';
import type { Description, Descriptions } from './description.ts';
import { deletedResources } from './deleted-resources.ts';
import { networks } from './network.ts';
import { operation } from './operation.ts';
import { orders } from './orders.ts';
import { organisation } from './organisation.ts';
import { serverGroups } from './server-groups.ts';
import { backupCopies } from './backup-copies.ts';
import { backups } from './backups.ts';
import { schedules } from './schedules.ts';
import { snapshots } from './snapshots.ts';
import { storage } from './storage.ts';
import { upkeep } from './upkeep.ts';
import { vmParts } from './vm-parts.ts';
import { vms } from './vms.ts';

export type { Description, Need } from './description.ts';

/** What is said of every operation of both dialects. */
export const descriptions: Descriptions = {
  ...orders,
  ...vms,
  ...vmParts,
  ...deletedResources,
  ...serverGroups,
  ...snapshots,
  ...backups,
  ...backupCopies,
  ...schedules,
  ...catalogue,
  ...networks,
  ...storage,
  ...upkeep,
  ...organisation,
  ...account,
  ...operation,
};

/** Of an operation, by its id; a PUT without one does what its PATCH does. */
export function descriptionOf(id: string): Description | undefined {
  const own = descriptions[id];
  if (own !== undefined) return own;
  const said = descriptions[id.replace(/_update$/, '_partial_update')];
  return said && { ...said, does: `${said.does} What is left out stays as it is.` };
}
