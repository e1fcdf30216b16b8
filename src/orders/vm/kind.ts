import { sql } from 'kysely';
import type { ResourceKind } from '../resource-kind.ts';
import { makeInstance, reserve, sum, volumeSizes } from './reserve.ts';
import { type ResolvedVmOrder, resolveVmOrder } from './resolve.ts';
import { releaseReservation } from '../../instances/index.ts';
import { instanceCreate, setInstance } from '../../workflows/index.ts';

/** Virtual machines. */
export const vmKind: ResourceKind<ResolvedVmOrder> = {
  column: 'instance',
  workflow: instanceCreate,
  resolve: resolveVmOrder,
  priced: (order) => ({ flavor: order.flavor.uuid, storageMiB: sum(volumeSizes(order)) }),
  make: makeInstance,
  reserve,
  release: releaseReservation,
  setState: async (tx, uuid, state) => {
    await setInstance(tx, uuid, state, null);
    if (state === 'CREATING')
      await sql`UPDATE instance SET runtime_state = 'BUILDING' WHERE uuid = ${uuid}`.execute(tx);
  },
  downloads: ({ image }) => image.awaits,
  estimateKey: ({ image, flavor }) => `${image.uuid}:${flavor.uuid}`,
};
