import assert from 'node:assert/strict';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pino from 'pino';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import { run } from '../../src/common/command.ts';
import { readSettings } from '../../src/common/settings.ts';
import type { Part, Wanted } from '../../src/drivers/driver.ts';
import { QemuDriver } from '../../src/drivers/qemu/index.ts';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { wantedOf } from '../../src/instances/index.ts';
import { qemuSettings } from '../../src/server/drivers.ts';
import type { Answer } from '../support/client.ts';
import { lookAt } from '../support/rfb.ts';
import { eventually } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { assertCleanSlate } from './slate.ts';
import { takeAway } from './take-away.ts';

interface Told {
  action: string;
  parts: string[];
}

/** Of the disk that holds the volumes. */
const sizeMiB = 2560;

const word = ({ kind, detail }: Part): string => `${kind} ${detail}`;
/** Of the whole machine, which others use too, or of no name that could be taken away. */
const isBeyondUs = ({ detail }: Part): boolean =>
  detail === 'net.ipv4.ip_forward=1 in host' || detail.startsWith('metadata service');

/** Without one of these, others are not there either. */
const carriers = ['namespace', 'interface', 'address'];

/** Parts that hide none of each other, to be taken away together: settings of one place, else one of each kind, and carriers alone. */
function batches(parts: Part[]): Part[][] {
  const settings = Map.groupBy(
    parts.filter(({ kind }) => kind === 'setting'),
    ({ detail }) => detail.split(' in ')[1],
  );
  const rest = parts.filter(({ kind }) => kind !== 'setting' && !carriers.includes(kind));
  const byKind = [...Map.groupBy(rest, ({ of, kind }) => `${of} ${kind}`).values()];
  const most = Math.max(...byKind.map((list) => list.length));
  const mixed = Array.from({ length: most }, (_, index) => byKind.flatMap((list) => list.slice(index, index + 1)));
  const alone = parts.filter(({ kind }) => carriers.includes(kind)).map((part) => [part]);
  return [...settings.values(), ...mixed, ...alone];
}

describe('what must be on the host', () => {
  let cloud: Cloud;
  let vm: Answer['body'];
  let wanted: Wanted;
  let volumes: string;
  before(async () => {
    cloud = await Cloud.create();
    volumes = join(cloud.home, 'volumes');
    await mkdir(volumes, { recursive: true, mode: 0o711 });
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m,mode=711`, 'slipway-test', volumes]);
    vm = await cloud.order({ name: 'watched', data_volumes: [{ size: 1024 }] });
    wanted = await wantedOf(cloud.db, onlyCloud);
  });
  after(async () => {
    if (volumes !== undefined) await run('umount', ['-l', volumes], { check: false });
    await cloud?.destroy();
  });

  /** The list, as the driver derives it from the rows. */
  const parts = (): Promise<Part[]> =>
    new QemuDriver(qemuSettings(readSettings(cloud.env), cloud.identity), [], pino({ level: 'silent' })).parts(wanted);

  const told = async (): Promise<Told[]> => {
    const query = cloud.db.selectFrom('audit_event').select(['action', 'detail']).where('action', 'like', 'host.%');
    const rows = await query.orderBy('id').execute();
    return rows.map(({ action, detail }) => ({ action, parts: detail['parts'] as string[] }));
  };
  /** The host is looked at now. */
  const look = async (): Promise<void> => {
    const { status, text } = await cloud.staff.post(`openstack-instances/${vm.uuid}/pull/`, {});
    assert.equal(status, 202, text);
  };
  /** What must be there and is not, in the words of `doctor`. */
  const missing = async (): Promise<string[]> => (await cloud.staff.get('doctor/')).body.missing.map(word);
  const bootId = (): Promise<string> => cloud.ssh(vm, 'cat /proc/sys/kernel/random/boot_id');

  /** Takes these away, and waits until each is told to be back. */
  async function mended(taken: Part[]): Promise<void> {
    const pid = cloud.qemus().get(vm.uuid);
    const earlier = (await told()).length;
    for (const part of taken) await takeAway(part, part.of === 'guest' ? pid : undefined);
    await look();
    const isTold = async (part: Part): Promise<boolean> =>
      (await told()).slice(earlier).some((event) => event.action === 'host.mended' && event.parts.includes(word(part)));
    for (const part of taken) {
      let asked = 0;
      await eventually(`"${word(part)}" to be brought back`, async () => {
        if (await isTold(part)) return true;
        // that is a look at all of the host, which is seldom of use
        if (++asked % 50 > 0 || (await missing()).length > 0) return false;
        // a look that had begun before has brought it back among others, without having missed it
        await takeAway(part, part.of === 'guest' ? pid : undefined);
        await look();
        return false;
      });
    }
    // with what carries others more has gone, which may come back later
    if (taken.some(({ kind }) => carriers.includes(kind))) await allIsThere();
  }
  const allIsThere = (): Promise<string[]> => eventually('all to be there', missing, (list) => list.length === 0);

  test('is all there, of every kind', async () => {
    assert.deepEqual(
      wanted.guests.map(({ id }) => id),
      [vm.uuid],
    );
    const kinds = Map.groupBy(await parts(), ({ of }) => of);
    const of = (owner: Part['of']): string[] => [...new Set(kinds.get(owner)?.map(({ kind }) => kind))].sort();
    assert.deepEqual(of('host'), ['address', 'interface', 'namespace', 'route', 'rules', 'setting', 'socket']);
    const all = ['address', 'file', 'forwarding', 'interface', 'namespace', 'process', 'route', 'rules', 'setting'];
    assert.deepEqual(of('router'), all);
    const guest = of('guest').filter((kind) => kind !== 'cgroup');
    assert.deepEqual(guest, ['disk', 'interface', 'namespace', 'process', 'socket']);
    assert.deepEqual(await missing(), []);
    assert.deepEqual(await told(), []);
  });

  test('each part of it that is taken away is noticed, brought back and told of, and the VM serves as before', async () => {
    const [pid, boot] = [cloud.qemus().get(vm.uuid), await bootId()];
    await cloud.ssh(vm, 'echo before > /root/file && sync');
    const all = (await parts()).filter(
      (part) => !isBeyondUs(part) && !(part.of === 'guest' && part.kind === 'process'),
    );
    for (const taken of casesInTurn(batches(all))) await mended(taken);
    await allIsThere();
    assert.deepEqual([cloud.qemus().get(vm.uuid), await bootId()], [pid, boot], 'the same process, the same boot');
    const { body: screen } = await cloud.staff.get(`openstack-instances/${vm.uuid}/console/?type=screen`);
    assert.equal((await lookAt(screen.url)).width, 720);
    await cloud.assertHealthy();
    // what was brought back of its disk is what it goes on with
    await cloud.ssh(vm, 'echo after >> /root/file && sync');
    await cloud.power(vm.uuid, 'restart');
    vm = await cloud.answers(vm.uuid);
    assert.equal(await cloud.ssh(vm, 'cat /root/file'), 'before\nafter');
  });

  test('ten things of different kinds at once', async () => {
    const [pid, boot] = [cloud.qemus().get(vm.uuid), await bootId()];
    const kinds = Map.groupBy(
      (await parts()).filter((part) => !isBeyondUs(part) && !(part.of === 'guest' && part.kind === 'process')),
      ({ of, kind }) => `${of === 'host' ? 'host' : 'own'} ${kind}`,
    );
    // without its namespace a router has nothing else that could be taken
    const wholes = ['host namespace', 'own namespace', 'host interface', 'own interface'];
    // from the end: with an address its routes go
    const taken = [...kinds].flatMap(([kind, list]) => (wholes.includes(kind) ? [] : list.slice(-1))).toReversed();
    assert.ok(taken.length >= 10, taken.map(word).join());
    await mended(taken);
    await allIsThere();
    assert.deepEqual([cloud.qemus().get(vm.uuid), await bootId()], [pid, boot]);
  });

  test('a disk of the host that is full pauses the VM; with room it goes on and has lost nothing', async (context) => {
    const leftMiB = 4;
    const ballast = join(volumes, 'ballast');
    const { bavail, bsize } = await statfs(volumes);
    await run('fallocate', ['-l', String(bavail * bsize - leftMiB * 2 ** 20), ballast]);
    const write = 'dd if=/dev/urandom bs=1M count=8 2>/dev/null | tee /root/data | sha256sum > /root/sum';
    const [boot, began] = [await bootId(), Date.now()];
    await cloud.ssh(vm, `setsid sh -c '${write}; sync; touch /root/done' > /dev/null 2>&1 &`);
    const shown = await eventually(
      'the pause',
      () => cloud.vm(vm.uuid),
      (now) => now.runtime_state === 'paused',
    );
    context.diagnostic(`paused ${Date.now() - began} ms after the guest began to write`);
    // which of the two looks sees it first is nobody's business
    assert.match(shown.error_message, /^paused: disk (almost )?full on the host$/);
    const { body: doctor } = await cloud.staff.get('doctor/');
    const disk = doctor.checks.find(({ name }: { name: string }) => name === 'disk space');
    assert.equal(disk.ok, false, JSON.stringify(disk));
    await rm(ballast);
    const freed = Date.now();
    // nobody asks: it is looked for every 10 s
    await eventually(
      'the VM to go on',
      () => cloud.vm(vm.uuid),
      (now) => now.runtime_state === 'active',
    );
    context.diagnostic(`went on ${Date.now() - freed} ms after there was room`);
    await eventually('all to be written', async () => (await cloud.ssh(vm, 'ls /root')).includes('done'));
    const check = 'sha256sum < /root/data | cmp - /root/sum && stat -c %s /root/data';
    assert.equal(await cloud.ssh(vm, check), String(8 << 20));
    assert.equal(await bootId(), boot);
    const query = cloud.db.selectFrom('audit_event').select('action').where('object', '=', vm.uuid);
    const events = await query.where('action', 'in', ['instance.paused', 'instance.resumed']).orderBy('id').execute();
    assert.deepEqual(
      events.map(({ action }) => action),
      ['instance.paused', 'instance.resumed'],
    );
  });

  test('leaves a clean slate', async () => {
    const attributes = { delete_volumes: true, action: 'force_destroy' };
    const { body: ending } = await cloud.staff.post(`marketplace-resources/${vm.uuid}/terminate/`, { attributes });
    assert.equal((await cloud.staff.settled(ending.order_uuid)).state, 'Success');
    await cloud.assertHealthy();
    await run('umount', [volumes]);
    await assertCleanSlate(cloud);
  });
});
