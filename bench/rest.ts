/**
 * What a control plane takes of memory at rest with 2 VMs on a driver that runs nothing, and what each further VM keeps of it. It is started
 * twice, for the first start fills the compile cache as an installation does. `node bench/rest.ts [--vms 200] [--json]`
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { NODE_FLAGS } from '../src/common/control-plane.ts';
import { databaseOf } from '../test/support/cloud.ts';
import { makeTenant, orderFor, readCatalogue } from '../test/support/tenant.ts';
import { withServer } from './server.ts';

const { values } = parseArgs({
  options: { vms: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } },
});
const vms = Number(values.vms);
const promisedMB = 140;
const promisedBytes = 10_000;
/** More than a control plane needs to find that it rests: it looks every 10 s. */
const restMs = 32_000;
const plenty = 1_000_000_000;
const quotas = { quota_instances: plenty, quota_vcpus: plenty, quota_memory_mib: plenty, quota_storage_mib: plenty };
const lists = [
  'marketplace-resources',
  'openstack-instances',
  'marketplace-orders',
  'openstack-volumes',
  'openstack-networks',
];
const flush = `import { flushCompileCache } from 'node:module'; setTimeout(flushCompileCache, ${restMs / 2}).unref();`;

const cache = await mkdtemp(join(tmpdir(), 'slipway-rest-'));
process.env['NODE_COMPILE_CACHE'] = cache;
try {
  await measure(0);
  const { resident, bytes } = await measure(vms);
  const figures = { resident_mb: Number((resident / 1e6).toFixed(1)), bytes_of_vm: bytes };
  if (values.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(18)} ${value}`);
  if (figures.resident_mb > promisedMB || bytes > promisedBytes) process.exitCode = 1;
} finally {
  await rm(cache, { recursive: true });
}

/** What it takes at rest with 2 VMs, and what each of `further` ones keeps of the memory in use, bytes. */
async function measure(further: number): Promise<{ resident: number; bytes: number }> {
  let found = { resident: 0, bytes: 0 };
  await withServer(
    async ({ home, url, server }) => {
      const db = databaseOf(home);
      const tenant = await makeTenant(db, url, quotas);
      const catalogue = await readCatalogue(db);
      const order = async (): Promise<void> => {
        const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
        await tenant.client.settled(body.uuid);
      };
      for (let n = 0; n < 2; n++) await order();
      for (const list of lists) await tenant.client.get(`${list}/`);
      await setTimeout(restMs);
      const [, pages = '0'] = (await readFile(`/proc/${server.pid}/statm`, 'utf8')).split(' ');
      const inUse = async (): Promise<number> => {
        server.send('memory');
        return ((await once(server, 'message')) as [number])[0];
      };
      // what the first ones bring, such as compiled code, stays, however many follow
      for (let n = 0; n < further; n++) await order();
      const before = await inUse();
      for (let n = 0; n < further; n++) await order();
      const bytes = further === 0 ? 0 : Math.round(((await inUse()) - before) / further);
      found = { resident: Number(pages) * 4096, bytes };
      await db.destroy();
    },
    [...NODE_FLAGS, `--import=data:text/javascript,${encodeURIComponent(flush)}`],
  );
  return found;
}
