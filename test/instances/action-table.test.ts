import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  type BackupCopyState,
  type BackupState,
  enums,
  type InstanceState,
  type RuntimeState,
  type SnapshotState,
  type VolumeState,
} from '../../src/db/index.ts';
import { toBackUp } from '../../src/instances/index.ts';
import { asker, type Asked, assertShown, tableOf } from '../support/action-tables.ts';
import { setUp } from '../support/setup.ts';
import { makeCopies } from '../support/targets.ts';
import { orderFor } from '../support/tenant.ts';

// what is begun stands still at the backend until all is asked, before the cloud ends: only its beginning is looked at
const released = Promise.withResolvers<void>();
after(() => released.resolve());

const much = 1e8;
const quotas = {
  quota_instances: 1000,
  quota_vcpus: much,
  quota_memory_mib: much,
  quota_storage_mib: much,
  quota_images_mib: much,
  quota_snapshots: much,
  quota_snapshots_mib: much,
};
const { cloud, tenant, catalogue } = await setUp(quotas, { withTarget: true });
const { db, driver } = cloud;
const { client } = tenant;
const askAll = asker(client);

const { body: placed } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
assert.equal((await client.settled(placed.uuid)).state, 'Success');
const vm = await db
  .selectFrom('instance')
  .select(['project', 'offering', 'plan', 'image', 'flavor', 'vcpus', 'memory_mib', 'name', 'ssh_keys', 'created_by'])
  .where('uuid', '=', placed.resource_uuid)
  .executeTakeFirstOrThrow();
const disk = await db
  .selectFrom('volume')
  .select(['project', 'name', 'size_mib', 'image', 'type', 'created_by'])
  .where('instance', '=', placed.resource_uuid)
  .executeTakeFirstOrThrow();
const { uuid: type } = await db
  .insertInto('volume_type')
  .values({ name: 'another' })
  .returning('uuid')
  .executeTakeFirstOrThrow();
const { uuid: group } = await db
  .selectFrom('security_group')
  .select('uuid')
  .where('project', '=', tenant.project)
  .executeTakeFirstOrThrow();

/** What a backup says that its VM was. */
const wasOnce = await db.transaction().execute((tx) => toBackUp(tx, placed.resource_uuid));

const copied = { ...vm, instance_name: vm.name, vm: wasOnce, disk };

driver.fault = () => released.promise;

interface VmStanding {
  state: InstanceState;
  runtime_state?: RuntimeState;
  rescue_image?: string;
  rescue_volume?: string;
}

/** So many VMs that stand as `change` says. They are not reserved: the reconciler leaves them as they stand. */
async function makeVms(count: number, change: VmStanding): Promise<string[]> {
  const uuids = Array.from({ length: count }, () => randomUUID());
  const rows = uuids.map((uuid) => ({ ...vm, ...change, uuid, reserved: false }));
  await db.insertInto('instance').values(rows).execute();
  await makeVolumes(uuids.map((instance) => ({ state: 'OK', instance })));
  return uuids;
}

async function makeSnapshots(volumes: string[], state: SnapshotState = 'OK', backups: string[] = []) {
  const { project, size_mib } = disk;
  const rows = volumes.map((volume, index) => {
    return { uuid: randomUUID(), volume, project, size_mib, name: 'kept', state, backup: backups[index] ?? null };
  });
  await db.insertInto('snapshot').values(rows).execute();
  return rows.map(({ uuid }) => uuid);
}

async function makeBackups(vms: string[], state: BackupState = 'OK'): Promise<string[]> {
  const of = { project: vm.project, vm: JSON.stringify(wasOnce), at_once: true, name: 'kept', state };
  const rows = vms.map((instance) => ({ ...of, uuid: randomUUID(), instance }));
  await db.insertInto('backup').values(rows).execute();
  return rows.map(({ uuid }) => uuid);
}

async function makeVolumes(
  changes: {
    state: VolumeState;
    instance?: string;
    position?: number;
    source_snapshot?: string;
    source_copy?: string;
  }[],
): Promise<string[]> {
  const rows = changes.map((change) => ({ ...disk, ...change, uuid: randomUUID() }));
  await db.insertInto('volume').values(rows).execute();
  return rows.map(({ uuid }) => uuid);
}

describe('docs/actions.md: every action in every state of a VM', () => {
  const resource = (uuid: string, path = '') => `marketplace-resources/${uuid}/${path}`;
  const power =
    (action: string) =>
    (uuid: string): Asked => ['POST', resource(uuid, `actions/${action}/`), {}];
  const image = { image: catalogue.tiny.image };
  const requests: Record<string, (uuid: string) => Asked> = {
    start: power('start'),
    stop: power('stop'),
    restart: power('restart'),
    update: (uuid) => ['PATCH', resource(uuid), { description: 'new' }],
    update_network: (uuid) => ['POST', `openstack-instances/${uuid}/update_security_groups/`, [group]],
    change_flavor: (uuid) => ['POST', resource(uuid, 'actions/change_flavor/'), { flavor: catalogue.small }],
    backup: (uuid) => ['POST', `openstack-instances/${uuid}/backup/`, { name: 'kept' }],
    clone: (uuid) => ['POST', `openstack-instances/${uuid}/clone/`, { name: 'clone' }],
    create_image: (uuid) => ['POST', `openstack-instances/${uuid}/create_image/`, { name: uuid }],
    rebuild: (uuid) => ['POST', resource(uuid, 'actions/rebuild/'), image],
    rescue: (uuid) => ['POST', resource(uuid, 'actions/rescue/'), image],
    unrescue: power('unrescue'),
    cancel: power('cancel'),
    terminate: (uuid) => ['DELETE', resource(uuid)],
  };

  /** What the words of a row say of the columns of a VM. */
  const standingOf = (row: string) => {
    const [state = '', ...words] = row.split(', ');
    const rescued = words.includes('RESCUE') || words.includes('in rescue mode');
    return {
      state: state as InstanceState,
      runtime_state: enums['instance.runtime_state'].find((each) => words.includes(each)) ?? 'SHUTOFF',
      ...(rescued ? { rescue_image: catalogue.tiny.image, rescue_volume: randomUUID() } : {}),
      termination_protection: words.includes('protected'),
      ...(words.includes('stopped at its end') ? { end_action: 'stop' as const, ends_at: new Date(0) } : {}),
    };
  };

  /** Gives each VM a volume with a snapshot, at the place that the words of a row say. */
  const keep = async (row: string, vms: string[]): Promise<void> => {
    const own = db.selectFrom('volume').select('uuid').where('instance', 'in', vms);
    if (row.includes('with backups'))
      await makeSnapshots(
        (await own.execute()).map(({ uuid }) => uuid),
        'OK',
        await makeBackups(vms),
      );
    if (row.includes('system volume with')) await makeSnapshots((await own.execute()).map(({ uuid }) => uuid));
    if (!row.includes('data volume with')) return;
    await makeSnapshots(await makeVolumes(vms.map((instance) => ({ state: 'OK', instance, position: 1 }))));
  };

  for (const [row, cells] of tableOf('VMs'))
    test(row, async () => {
      const uuids = await makeVms(cells.size, standingOf(row));
      await keep(row, uuids);
      if (row === 'DELETING' || row === 'CREATING') {
        const { project, offering, plan, created_by } = vm;
        const asked = row === 'DELETING' ? ('Terminate' as const) : ('Create' as const);
        const order = { type: asked, state: 'executing' as const, attributes: '{}', created_by };
        const orders = uuids.map((instance) => ({ ...order, project, offering, plan, instance }));
        await db.insertInto('order').values(orders).execute();
      }
      const [first = ''] = uuids;
      assertShown(await client.get(resource(first)), cells);
      if (row !== 'TERMINATED') assertShown(await client.get(`openstack-instances/${first}/`), cells);
      await askAll(cells, uuids, requests);
    });
});

describe('docs/actions.md: every action in every state of a volume', () => {
  for (const [row, cells] of tableOf('Volumes'))
    test(row, async () => {
      const [state, ...words] = row.split(', ');
      const [, stands = 'OK'] = /its VM (.*)/.exec(row) ?? [];
      const vms = await makeVms(cells.size, { state: stands as InstanceState });
      const [target = ''] = await makeVms(1, { state: 'OK' });
      const [movement] = words.flatMap((word) => /being (attach|detach)ed/.exec(word)?.[1] ?? []);
      const columns = (instance: string) => ({
        state: movement === undefined ? (state as VolumeState) : 'OK',
        ...(words.includes('attached') || words.includes('its VM DELETING') || movement === 'detach'
          ? { instance, position: 1 }
          : {}),
        ...(words.includes('ordered') ? { offering: catalogue.volume.offering, plan: catalogue.volume.plan } : {}),
      });
      const own = db.selectFrom('volume').select('uuid').where('instance', 'in', vms);
      const uuids = words.includes('system volume')
        ? (await own.execute()).map(({ uuid }) => uuid)
        : await makeVolumes(vms.map(columns));
      if (words.includes('with snapshots')) await makeSnapshots(uuids);
      for (const [index, uuid] of movement === undefined ? [] : uuids.entries()) {
        const body = movement === 'attach' ? { instance: vms[index] } : undefined;
        const moved = await client.post(`openstack-volumes/${uuid}/${movement}/`, body);
        assert.equal(moved.status, 202, moved.text);
        if (state === 'DELETING') assert.equal((await client.delete(`openstack-volumes/${uuid}/`)).status, 204);
      }
      assertShown(await client.get(`openstack-volumes/${uuids[0]}/`), cells);
      const volume =
        (method: string, path: string, body?: unknown) =>
        (uuid: string): Asked => [method, `openstack-volumes/${uuid}/${path}`, body];
      await askAll(cells, uuids, {
        update: volume('PATCH', '', { description: 'new' }),
        extend: volume('POST', 'extend/', { disk_size: disk.size_mib + 1024 }),
        retype: volume('POST', 'retype/', { type }),
        snapshot: volume('POST', 'snapshot/', { name: 'kept' }),
        schedule: volume('POST', 'create_snapshot_schedule/', {
          name: 'nightly',
          schedule: '0 3 * * *',
          retention_time: 0,
          maximal_number_of_resources: 0,
        }),
        attach: volume('POST', 'attach/', { instance: target }),
        detach: volume('POST', 'detach/', {}),
        terminate: volume('DELETE', ''),
      });
    });
});

describe('docs/actions.md: every action in every state of a snapshot', () => {
  for (const [row, cells] of tableOf('Snapshots'))
    test(row, async () => {
      const [state = '', ...words] = row.split(', ');
      const volumes = await makeVolumes([...cells].map(() => ({ state: 'OK' })));
      const part = words.includes('part of a backup');
      const backups = part ? await makeBackups(await makeVms(cells.size, { state: 'OK' })) : [];
      const uuids = await makeSnapshots(volumes, state as SnapshotState, backups);
      if (words.length > 0 && !part)
        await makeVolumes(uuids.map((source_snapshot) => ({ state: 'CREATING', source_snapshot })));
      assertShown(await client.get(`openstack-snapshots/${uuids[0]}/`), cells);
      await askAll(cells, uuids, {
        update: (uuid) => ['PATCH', `openstack-snapshots/${uuid}/`, { description: 'new' }],
        restore: (uuid) => ['POST', `openstack-snapshots/${uuid}/restore/`, { name: 'copy' }],
        terminate: (uuid) => ['DELETE', `openstack-snapshots/${uuid}/`],
      });
    });
});

describe('docs/actions.md: every action in every state of a backup', () => {
  for (const [row, cells] of tableOf('Backups of VMs'))
    test(row, async () => {
      const [state = '', ...words] = row.split(', ');
      const stands: Record<string, Partial<VmStanding>> = {
        'its VM ACTIVE': { runtime_state: 'ACTIVE' },
        'its VM UPDATING': { state: 'UPDATING' },
        'its VM in rescue mode': { rescue_image: catalogue.tiny.image, rescue_volume: randomUUID() },
      };
      const vms = await makeVms(cells.size, { state: 'OK', runtime_state: 'SHUTOFF', ...stands[words[0] ?? ''] });
      const own = db
        .selectFrom('volume')
        .select('uuid')
        .where('instance', 'in', vms)
        .orderBy(sql`array_position(${vms}::uuid[], instance)`);
      const volumes = (await own.execute()).map(({ uuid }) => uuid);
      const uuids = await makeBackups(vms, state as BackupState);
      const parts = await makeSnapshots(volumes, state as SnapshotState, uuids);
      if (words.includes('a volume being made of it'))
        await makeVolumes(parts.map((source_snapshot) => ({ state: 'CREATING', source_snapshot })));
      if (words.includes('being copied')) await makeCopies(db, uuids, { ...copied, state: 'CREATING' });
      if (words.includes('its VM being backed up')) await makeSnapshots(volumes, 'CREATING');
      if (words.includes('its VM going back to it'))
        for (const uuid of uuids)
          assert.equal((await client.post(`openstack-backups/${uuid}/rollback/`, {})).status, 202);
      assertShown(await client.get(`openstack-backups/${uuids[0]}/`), cells);
      await askAll(cells, uuids, {
        update: (uuid) => ['PATCH', `openstack-backups/${uuid}/`, { description: 'new' }],
        restore: (uuid) => ['POST', `openstack-backups/${uuid}/restore/`, {}],
        copy: (uuid) => ['POST', `openstack-backups/${uuid}/copy/`, {}],
        rollback: (uuid) => ['POST', `openstack-backups/${uuid}/rollback/`],
        terminate: (uuid) => ['DELETE', `openstack-backups/${uuid}/`],
      });
    });
});

describe('docs/actions.md: every action in every state of a copy of a backup', () => {
  for (const [row, cells] of tableOf('Copies of backups'))
    test(row, async () => {
      const [state = '', word = ''] = row.split(', ');
      const none = Array.from({ length: cells.size }, () => null);
      const uuids = await makeCopies(db, none, { ...copied, state: state as BackupCopyState });
      if (word !== '') await makeVolumes(uuids.map((source_copy) => ({ state: 'CREATING', source_copy })));
      assertShown(await client.get(`backup-copies/${uuids[0]}/`), cells);
      await askAll(cells, uuids, {
        verify: (uuid) => ['POST', `backup-copies/${uuid}/verify/`],
        restore: (uuid) => ['POST', `backup-copies/${uuid}/restore/`, {}],
        terminate: (uuid) => ['DELETE', `backup-copies/${uuid}/`],
      });
    });
});
