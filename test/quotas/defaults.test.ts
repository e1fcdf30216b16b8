import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { headroomMiB } from '../../src/common/disk-room.ts';
import { capabilitiesHere } from '../../src/drivers/here.ts';
import { recordHost } from '../../src/quotas/index.ts';
import { setUpDatabase } from '../support/setup.ts';
import { makeTenant } from '../support/tenant.ts';

const db = await setUpDatabase();
await db.insertInto('backend').values({ cloud: onlyCloud }).execute();

test('the quotas of a new project are never more than the host could give, and no less than that or what is usual', async () => {
  const size = (max: number) => fc.integer({ min: 512, max });
  const hosts = fc.record({
    vcpus: fc.integer({ min: 1, max: 128 }),
    memoryMiB: size(2 ** 20),
    diskMiB: size(2 ** 23),
  });
  const property = fc.asyncProperty(hosts, async (host) => {
    await recordHost(db, {
      cloud: onlyCloud,
      ...host,
      freeMiB: 0,
      capabilities: capabilitiesHere,
      floatingAddresses: null,
      quotas: [],
      sizes: null,
      taken: new Map(),
    });
    const { project } = await makeTenant(db, '');
    const made = await db.selectFrom('project').selectAll().where('uuid', '=', project).executeTakeFirstOrThrow();
    const disk = host.diskMiB - headroomMiB(host.diskMiB);
    assert.equal(made.quota_storage_mib, Math.min(2 ** 20, disk));
    assert.equal(made.quota_images_mib, Math.min(2 ** 18, Math.floor(disk / 4)));
    assert.equal(made.quota_memory_mib, Math.min(2 ** 16, host.memoryMiB));
    assert.equal(made.quota_vcpus, Math.min(40, 16 * host.vcpus));
  });
  await fc.assert(property, { numRuns: 20 });
});
