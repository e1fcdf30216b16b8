import assert from 'node:assert/strict';
import { type ApiContext, buildApi } from '../../src/api/index.ts';
import { InvalidRequest } from '../../src/common/field-errors.ts';
import { Problem } from '../../src/common/problem.ts';
import { createToken } from '../../src/identity/index.ts';
import { allocateFloatingIp } from '../../src/network/index.ts';
import { placeOrder } from '../../src/orders/index.ts';
import { requireQuota } from '../../src/quotas/index.ts';
import { orderFor } from '../support/tenant.ts';
import type { Rig } from '../workflow/rig.ts';

const names = [
  'instances',
  'vcpu',
  'ram',
  'storage',
  'images_size',
  'floating_ips',
  'snapshots',
  'snapshots_size',
] as const;

/** What is used of a project's quotas, as one of their readers says it; MiB. */
export type Usage = Record<(typeof names)[number], number>;

/** What everybody says who shows a project's quotas or judges by them, by reader. */
export type ReadAll = () => Promise<Record<string, Usage>>;

export async function openReaders(rig: Rig): Promise<ReadAll> {
  const { db, tenant, catalogue } = rig;
  const metrics = { answered: () => {} };
  const capacity = () => rig.driver.capacity();
  // more is asked here than anybody may
  const settings = { changes_per_minute: Number.MAX_SAFE_INTEGER, trusted_proxies: '', public_url: null };
  const app = await buildApi({ db, metrics, capacity, settings } as unknown as ApiContext, false);
  const { token } = await createToken(db, tenant.user, 'quotas', null);
  const headers = { authorization: `Token ${token}` };
  const ask = async (url: string, payload?: object) => {
    const method = payload === undefined ? 'GET' : 'POST';
    const { statusCode, body } = await app.inject({ method, url, headers, ...(payload && { payload }) });
    assert.equal(statusCode, 200, body);
    return JSON.parse(body);
  };
  const preflight = async (): Promise<Usage> => {
    const { offering, plan } = catalogue.volume;
    const attributes = { name: 'wanted', size: 1024 };
    const body = await ask('/api/marketplace-orders/preflight/', {
      project: tenant.project,
      offering,
      plan,
      attributes,
    });
    return usageOf((name) => body.quotas[name].limit - body.quotas[name].left - body.quotas[name].needed);
  };
  return async () => {
    const project = await ask(`/api/projects/${tenant.project}/`);
    const [offering] = (await ask('/api/marketplace-public-offerings/')).results;
    const { quotas } = await ask(`/api/openstack-tenants/${tenant.project}/`);
    const sizes = (name: string): number => listed(offering.quotas, name === 'storage' ? 'volumes_size' : name);
    return {
      project: usageOf((name) => project.quotas[name].usage),
      tenant: usageOf((name) => listed(quotas, name)),
      'scope of an offering': usageOf((name) => listed(offering.quotas, name)),
      'size of its volumes': usageOf(sizes),
      preflight: await preflight(),
      order: await refused(rig),
    };
  };
}

function usageOf(of: (name: keyof Usage) => number): Usage {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Usage;
}

/** As Waldur lists them. */
function listed(quotas: { name: string; usage: number }[], wanted: string): number {
  const sought = wanted === 'floating_ips' ? 'floating_ip_count' : wanted;
  return quotas.find(({ name }) => name === sought)?.usage ?? Number.NaN;
}

/**
 * What an order says that is used when the project may have nothing. Of floating IPs nobody says how many there are: one
 * is refused when as many as there are may be, and given when it may be one more.
 */
async function refused({ db, tenant, catalogue, engine, actor }: Rig): Promise<Usage> {
  const tx = await db.startTransaction().execute();
  const limit = (limits: Record<string, number>) =>
    tx.updateTable('project').set(limits).where('uuid', '=', tenant.project).execute();
  try {
    // locks the project, too: nothing is given back meanwhile
    await limit({ quota_instances: 0, quota_vcpus: 0, quota_memory_mib: 0, quota_storage_mib: 0, quota_images_mib: 0 });
    await limit({ quota_snapshots: 0, quota_snapshots_mib: 0 });
    const { floating_ips } = await tx
      .selectFrom('floating_ip')
      .select(({ fn }) => fn.countAll<string>().as('floating_ips'))
      .where('project', '=', tenant.project)
      .executeTakeFirstOrThrow();
    const used = Number(floating_ips);
    await limit({ quota_floating_ips: used });
    const one = () => allocateFloatingIp(tx, tenant.project, false);
    await assert.rejects(one(), (error) => error instanceof Problem && error.code === 'quota-exceeded');
    const order = placeOrder(tx, engine, actor, orderFor(tenant, catalogue), 'wayscloud');
    const why = await order.catch((error: unknown) => error);
    const image = await requireQuota(tx, tenant.project, { images_size: 1 }, 'project').catch(
      (error: unknown) => error,
    );
    const snapshot = await requireQuota(tx, tenant.project, { snapshots: 1, snapshots_size: 1 }, 'project').catch(
      (error: unknown) => error,
    );
    const said = [why, image, snapshot].flatMap((error) => {
      assert.ok(error instanceof InvalidRequest, String(error));
      return [...error.message.matchAll(/limit 0, used (\d+)/g)].map(([, n]) => Number(n));
    });
    await limit({ quota_floating_ips: used + 1 });
    await one();
    assert.equal(said.length, 7);
    return usageOf((name) => said.toSpliced(5, 0, used)[names.indexOf(name)] ?? Number.NaN);
  } finally {
    await tx.rollback().execute();
  }
}
