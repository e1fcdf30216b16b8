import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import { run } from '../../src/common/command.ts';
import { removeSystemUser } from '../../src/db/index.ts';
import { type Answer, unlessGone } from '../support/client.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { processesOf } from './host.ts';
import { assertCleanSlate, difference, traces } from './slate.ts';
import { backupCreate, backupDelete, instanceCreate, instanceDelete } from '../../src/workflows/index.ts';

type Vm = Answer['body'];

interface Thing {
  kind: string;
  id: string | null;
  detail: string;
}

/** When the effect is there and not recorded; what comes before an effect `test/workflow/kill.test.ts` goes through. */
const behind = ({ steps }: { steps: readonly { name: string }[] }): string[] =>
  casesInTurn(steps.map(({ name }) => `${name}:after`));

describe('a cloud whose parts are killed', () => {
  let cloud: Cloud;
  let vm: Vm;
  before(async () => {
    cloud = await Cloud.create({}, { ownPostgres: true });
  });
  after(() => cloud?.destroy());

  /** Whether the guest has booted is of no matter to what is killed, and boots cost seconds. */
  const setReadiness = (readiness: 'none' | 'agent'): Promise<unknown> =>
    cloud.db.updateTable('image').set({ readiness }).where('uuid', '=', cloud.catalogue.tiny.image).execute();

  const command = (...args: string[]) => run('./slipway', args, { env: cloud.env, check: false, timeoutMs: hangMs });

  /** Asks for what is killed at each of these points in turn; the last control plane knows of it, or is asked once more. */
  async function killed([first = '', ...further]: string[], ask: () => Promise<Answer>): Promise<Answer> {
    await cloud.killAt(first);
    const answer = await unlessGone(ask());
    await cloud.gone();
    await cloud.upThrough(further);
    return answer ?? ask();
  }

  const key = () => ({ 'idempotency-key': randomUUID() });

  test('kill -9 of the control plane behind every step of a create and of a delete: both are finished by the next', async () => {
    const { staff } = cloud;
    await setReadiness('none');
    const { uuid } = await cloud.order({ name: 'gone' });
    const deleted = await killed(behind(instanceDelete), () => staff.delete(`marketplace-resources/${uuid}/`));
    assert.ok([204, 404, 409].includes(deleted.status), deleted.text);
    const { body: orders } = await staff.get(`marketplace-orders/?resource_uuid=${uuid}&type=Terminate`);
    assert.equal((await staff.settled(orders.results[0].uuid)).state, 'Success');
    assert.equal(cloud.qemus().size, 0);
    await cloud.assertHealthy();

    await setReadiness('agent');
    const [body, headers] = [await cloud.orderBody({ name: 'killed' }), key()];
    const placed = await killed(behind(instanceCreate), () => staff.post('marketplace-orders/', body, headers));
    assert.equal(placed.status, 201, placed.text);
    const order = await staff.settled(placed.body.uuid);
    assert.equal(order.state, 'Success', JSON.stringify(order.error));
    assert.deepEqual([...cloud.qemus().keys()], [order.resource_uuid]);
    vm = await cloud.vm(order.resource_uuid);
    assert.match(await cloud.ssh(vm, 'uname -a'), /^Linux killed /);
    await cloud.assertHealthy();
  });

  test('kill -9 of the control plane behind every step of a backup, of what is made of it and of its end', async () => {
    const { staff } = cloud;
    const settled = (uuid: string, list: string) => volumeSettled(staff, uuid, list);
    const pid = cloud.qemus().get(vm.uuid);
    const [first, from, back] = [key(), key(), key()];
    const made = await killed(behind(backupCreate), () =>
      staff.post(`openstack-instances/${vm.uuid}/backup/`, { name: 'then' }, first),
    );
    assert.equal(made.status, 200, made.text);
    const backup: string = made.body.uuid;
    assert.equal((await settled(backup, 'openstack-backups'))?.state, 'OK');
    await cloud.assertHealthy();

    await setReadiness('none');
    const copied = await killed(['copies:after'], () =>
      staff.post(`openstack-backups/${backup}/restore/`, { name: 'copy' }, from),
    );
    assert.equal(copied.status, 200, copied.text);
    assert.equal((await settled(copied.body.uuid, 'openstack-instances'))?.state, 'OK');
    await staff.remove(copied.body.uuid);
    await cloud.assertHealthy();
    assert.equal(cloud.qemus().get(vm.uuid), pid, 'the VM has not noticed');

    await cloud.ssh(vm, 'echo later > /root/later; sync');
    await cloud.power(vm.uuid, 'stop');
    const rolled = await killed(['roll-back:after', 'discard-kept:after'], () =>
      staff.post(`openstack-backups/${backup}/rollback/`, {}, back),
    );
    assert.equal(rolled.status, 202, rolled.text);
    assert.equal((await settled(vm.uuid, 'openstack-instances'))?.error_message, '');
    await setReadiness('agent');
    vm = await cloud.answers(vm.uuid);
    assert.equal(await cloud.ssh(vm, 'ls /root/later 2> /dev/null || echo gone'), 'gone');

    const running = cloud.qemus().get(vm.uuid);
    const gone = await killed(behind(backupDelete), () => staff.delete(`openstack-backups/${backup}/`));
    assert.ok(gone.status === 204 || gone.status === 404, gone.text);
    assert.equal(await settled(backup, 'openstack-backups'), null);
    assert.equal(cloud.qemus().get(vm.uuid), running, 'the VM has not noticed');
    await cloud.assertHealthy();
  });

  test('a VM runs on while the control plane is killed or stopped, and is found again', async () => {
    const pid = cloud.qemus().get(vm.uuid);
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      await cloud.down(signal);
      assert.equal(cloud.qemus().get(vm.uuid), pid);
      assert.equal(await cloud.ssh(vm, 'echo still here'), 'still here');
      await cloud.up();
      const found = await cloud.vm(vm.uuid);
      assert.deepEqual([found.state, found.runtime_state], ['OK', 'active']);
      assert.equal(cloud.qemus().get(vm.uuid), pid);
      await cloud.assertHealthy();
    }
    // and it is in hand again, not only seen
    await cloud.power(vm.uuid, 'stop');
    assert.equal(cloud.qemus().size, 0);
    await cloud.power(vm.uuid, 'start');
  });

  test('a QEMU that is killed from outside is noticed at once; whether it is started again, its owner decides', async () => {
    const kill = (): number => {
      const pid = cloud.qemus().get(vm.uuid);
      assert.ok(pid);
      process.kill(pid, 'SIGKILL');
      return pid;
    };
    await cloud.staff.patch(`marketplace-resources/${vm.uuid}/`, { auto_restart: false });
    kill();
    await eventually(
      'the VM to be shown as stopped',
      async () => (await cloud.vm(vm.uuid)).runtime_state === 'stopped',
    );
    await cloud.assertHealthy();

    await cloud.staff.patch(`marketplace-resources/${vm.uuid}/`, { auto_restart: true });
    await cloud.power(vm.uuid, 'start');
    const pid = kill();
    await eventually('the VM to be started again', () => (cloud.qemus().get(vm.uuid) ?? pid) !== pid);
    vm = await cloud.answers(vm.uuid);
    assert.equal(await cloud.ssh(vm, 'hostname'), 'killed');
  });

  test("what is nobody's on the host is found by doctor, and taken away by doctor --fix without touching a VM", async () => {
    const { home, names, project } = cloud;
    const pid = cloud.qemus().get(vm.uuid);
    const receipt = JSON.parse((await command('vm', 'receipt', 'killed', '--json')).stdout) as Thing[];
    const kinds = [...new Set(receipt.map(({ kind }) => kind))].sort();
    for (const kind of ['address', 'file', 'process', 'rules', 'tap', 'user']) assert.ok(kinds.includes(kind), kind);
    assert.ok(receipt.some(({ kind, detail }) => kind === 'process' && detail === String(pid)));
    const clean = await traces(cloud.identity, home);

    const [guest, router, volume] = [randomUUID(), randomUUID(), randomUUID()];
    const namespace = names.routerNamespace(project);
    const qemu = ['-uuid', guest, '-machine', 'none', '-nodefaults', '-display', 'none', '-S'];
    const strays = [
      spawn('qemu-system-x86_64', qemu, { cwd: home, stdio: 'ignore' }),
      spawn('sleep', ['600'], { cwd: home, uid: names.guestUid(64_999), stdio: 'ignore' }),
    ];
    await run('ip', ['-n', namespace, 'tuntap', 'add', 'tapdeadbeef0001', 'mode', 'tap']);
    const rule = ['insert', 'rule', 'inet', 'filter', 'forward', 'tcp', 'dport', '31337', 'accept'];
    await run('ip', ['netns', 'exec', namespace, 'nft', ...rule]);
    await run('ip', ['netns', 'add', names.routerNamespace(router)]);
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', names.volume(volume), '1M']);
    await writeFile(join(dirname(names.volume(volume)), 'copy.img'), 'x');
    await mkdir(join(names.guestDir(guest), 'sockets'), { recursive: true });
    const groups = receipt.filter(({ kind }) => kind === 'cgroup').map(({ detail }) => join(dirname(detail), guest));
    for (const group of groups) await mkdir(group);

    const doctor = await command('doctor', '--json');
    assert.equal(doctor.code, 7, doctor.stderr);
    const { orphans } = JSON.parse(doctor.stdout) as { orphans: Thing[] };
    const found = orphans.map(({ kind, id, detail }) => `${kind} ${id ?? detail.replace(home, '')}`);
    assert.deepEqual(found.sort(), [
      ...groups.map(() => `cgroup ${guest}`),
      'file /volumes/copy.img',
      `guest ${guest}`,
      `port ${namespace}/tapdeadbeef0001`,
      `process ${strays[1]?.pid}`,
      `router ${router}`,
      `rules ${namespace}: not ours: tcp dport 31337 accept`,
      `volume ${volume}`,
    ]);
    const disk = await readFile(names.volume(volume));
    const running = await command('doctor', '--fix', '--yes');
    assert.equal(running.code, 7, running.stdout + running.stderr);
    assert.match(running.stdout, /^removed: rules /m);
    assert.match(running.stdout, new RegExp(`^moved to the trash: volume ${volume}`, 'm'));
    assert.match(running.stdout, new RegExp(`^stays: guest ${guest} .*process ${strays[0]?.pid}$`, 'm'));
    assert.deepEqual(
      strays.map(({ signalCode }) => signalCode),
      [null, 'SIGKILL'],
      'a guest that nobody knows runs on',
    );
    const entries = JSON.parse((await command('doctor', 'trash', '--json')).stdout) as { uuid: string; id: string }[];
    const entry = entries.find(({ id }) => id === volume)?.uuid ?? '';
    assert.equal((await command('doctor', 'trash', 'restore', entry)).code, 0);
    assert.deepEqual(await readFile(names.volume(volume)), disk);
    strays[0]?.kill('SIGKILL');
    await once(strays[0] as ChildProcess, 'exit');
    const fixed = await command('doctor', '--fix', '--yes');
    assert.equal(fixed.code, 0, fixed.stdout + fixed.stderr);
    assert.match(fixed.stdout, /✓ no orphans/);
    assert.deepEqual(difference(await traces(cloud.identity, home), clean), []);
    assert.equal(cloud.qemus().get(vm.uuid), pid);
    assert.equal(await cloud.ssh(vm, 'echo untouched'), 'untouched');
  });

  test('a control plane whose machine lost all but guests and disks comes back from a backup, and no VM noticed', async () => {
    const archive = `${cloud.home}.backup`;
    const { postgresUser } = cloud.identity;
    const bootId = () => cloud.ssh(vm, 'cat /proc/sys/kernel/random/boot_id');
    const pid = cloud.qemus().get(vm.uuid);
    const boot = await bootId();
    try {
      const saved = await command('backup', archive);
      assert.equal(saved.code, 0, saved.stderr);
      await cloud.down('SIGTERM');
      for (const lost of ['postgres', 'cloud.json', 'credentials.json', 'run', 'log'])
        await rm(join(cloud.home, lost), { recursive: true });
      await removeSystemUser(postgresUser);
      const restored = await command('restore', archive);
      assert.equal(restored.code, 0, restored.stderr);
    } finally {
      await rm(archive, { force: true });
    }
    await cloud.up();
    assert.deepEqual([cloud.qemus().get(vm.uuid), await bootId()], [pid, boot], 'the same process, the same boot');
    const { state, runtime_state: runtime, external_ips: external } = await cloud.vm(vm.uuid);
    assert.deepEqual([state, runtime, external], ['OK', 'active', vm.external_ips]);
    await cloud.assertHealthy();
    // and it is in hand again, not only seen
    await cloud.power(vm.uuid, 'stop');
    assert.equal(cloud.qemus().size, 0);
  });

  test('after a reboot of the host the VMs that should run come back by themselves, the others stay off', async () => {
    const off = vm.uuid;
    vm = await cloud.order({ name: 'on' });
    await cloud.ssh(vm, 'echo kept > /root/file && sync');
    await cloud.down('SIGTERM');
    await reboot();
    await cloud.up();
    await eventually('the VM to be started', () => cloud.qemus().has(vm.uuid));
    vm = await cloud.answers(vm.uuid);
    assert.equal(await cloud.ssh(vm, 'cat /root/file'), 'kept');
    assert.deepEqual([...cloud.qemus().keys()], [vm.uuid]);
    assert.equal((await cloud.vm(off)).runtime_state, 'stopped');
    await cloud.assertHealthy();
    await cloud.power(off, 'start');
    assert.deepEqual(new Set(cloud.qemus().keys()), new Set([vm.uuid, off]));
  });

  test('leaves a clean slate', () => assertCleanSlate(cloud));

  /** What a reboot takes away: processes, namespaces with all in them, the host's own links and tables. */
  async function reboot(): Promise<void> {
    const { cloud: id } = cloud.identity;
    for (const { pid } of await processesOf(cloud.home)) process.kill(pid, 'SIGKILL');
    await eventually('all processes to end', async () => (await processesOf(cloud.home)).length === 0);
    const { stdout } = await run('ip', ['netns', 'list']);
    for (const namespace of stdout.match(new RegExp(`^slipway-${id}-\\S+`, 'gm')) ?? []) {
      await run('ip', ['netns', 'del', namespace]);
    }
    await run('ip', ['link', 'del', cloud.names.hostLink], { check: false });
    await run('nft', ['delete', 'table', 'inet', cloud.names.hostTable]);
  }
});
