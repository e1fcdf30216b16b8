import type { Tx } from '../db/index.ts';

const plans = [
  { name: 'Hourly', unit: 'hour' as const, unit_price: '0', description: 'By the hour' },
  { name: 'Monthly', unit: 'month' as const, unit_price: '0', description: 'By the month' },
];

/** Offers what is ordered on a cloud that has no offerings of its own yet: VMs and volumes, also in records of older versions. */
export async function offer(tx: Tx, cloud: string): Promise<void> {
  const query = tx.selectFrom('flavor').select('uuid').where('name', '=', 'tiny').where('removed', 'is', null);
  const starter = (await query.execute()).map(({ uuid: flavor }) => {
    return { name: 'Starter VM', description: 'A VM of flavor tiny', flavor };
  });
  const vm = { name: 'VM', title: 'Virtual machines', description: 'Virtual machines' };
  await offerIn(tx, cloud, 'OpenStack.Instance', vm, [
    { name: 'Virtual machine', description: 'A VM of the flavor you choose', flavor: null },
    ...starter,
  ]);
  const volume = { name: 'Volume', description: 'A disk that can be attached to a VM', flavor: null };
  const storage = { name: 'Storage', title: 'Storage', description: 'Volumes' };
  await offerIn(tx, cloud, 'OpenStack.Volume', storage, [volume]);
}

/** The first cloud has the plain names; clients that look for one by its name find that of their project all the same. */
async function offerIn(
  tx: Tx,
  cloud: string,
  type: 'OpenStack.Instance' | 'OpenStack.Volume',
  category: { name: string; title: string; description: string },
  offerings: { name: string; description: string; flavor: string | null }[],
): Promise<void> {
  const offered = await tx.selectFrom('offering').select('cloud').where('type', '=', type).execute();
  if (offered.some((each) => each.cloud === cloud)) return;
  await tx
    .insertInto('category')
    .values(category)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const named = offerings.map((each) => ({
    ...each,
    name: offered.length === 0 ? each.name : `${each.name} (${cloud})`,
  }));
  const of = tx.selectFrom('category').select('uuid').where('name', '=', category.name);
  const made = await tx
    .insertInto('offering')
    .values(named.map((each) => ({ ...each, category: of, type, cloud })))
    .returning('uuid')
    .execute();
  await tx
    .insertInto('plan')
    .values(made.flatMap(({ uuid: offering }) => plans.map((plan) => ({ ...plan, offering }))))
    .execute();
}
