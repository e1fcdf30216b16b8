import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { runningServer, runningSupervisor } from '../../src/common/control-plane.ts';
import { commandLine, processIds, statisticsOf, workingDirectory } from '../../src/common/processes.ts';
import { readSettings } from '../../src/common/settings.ts';
import { systemUser } from '../../src/db/postgres/account.ts';
import { asUser } from '../../src/drivers/qemu/confine.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { qemuSettings } from '../../src/server/drivers.ts';
import type { Client } from '../support/client.ts';
import { databaseOf, staffOf } from '../support/cloud.ts';
import { freePort } from '../support/home.ts';
import { newCloudPlace } from '../support/place.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';
import { lendTinyImage } from '../support/tiny-image.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { bootSector } from '../images/disks.ts';

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
/** Bits of a set of capabilities in /proc: NET_BIND_SERVICE and NET_ADMIN. */
const SERVER_POWERS = (1n << 10n) | (1n << 12n);

type Role = 'control plane' | 'supervisor' | 'database' | 'DHCP server' | 'guest';

describe('every process of a cloud that a shell has started', () => {
  let home: string;
  let env: NodeJS.ProcessEnv;
  let client: Client;
  let names: HostNames;
  let postgres: number;
  /** Slots of the project and of its VM. */
  let project: number;
  let vm: { uuid: string; slot: number };
  let image: string;

  before(async () => {
    ({ home } = newCloudPlace('confined'));
    const plain = Object.entries(process.env).filter(([name]) => !name.startsWith('SLIPWAY_'));
    const own = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: `127.0.0.1:${await freePort()}`, SLIPWAY_ACCELERATOR: 'tcg' };
    env = { ...Object.fromEntries(plain), ...own };
    const settings = readSettings(env);
    await prepareDatabase(settings);
    await lendTinyImage(home);
    // what a shell may have open, below and above what Node marks by itself, behind gaps
    const opened = [
      '3</etc/shadow',
      '9</etc/shadow',
      '17<>/etc/hostname',
      '63</etc/shadow',
      '200</root',
      '400< <(true)',
    ];
    const up = [process.execPath, source('cli/main.ts'), 'up'];
    await run('bash', ['-c', `exec ${opened.join(' ')}; exec "$@"`, 'bash', ...up], { env, timeoutMs: hangMs });

    const identity = existingCloud(home);
    assert.ok(identity);
    names = new HostNames(qemuSettings(settings, identity));
    postgres = (await systemUser(identity.postgresUser)).uid;
    const staff = await staffOf(home);
    client = staff.client;
    const db = databaseOf(home);
    try {
      const [subnet] = (await client.get(`openstack-subnets/?project_uuid=${staff.project}`)).body.results;
      const where = { project: staff.project, subnet: subnet.uuid };
      const placed = await client.post('marketplace-orders/', orderFor(where, await readCatalogue(db), { name: 'vm' }));
      assert.equal(placed.status, 201, placed.text);
      const order = await client.settled(placed.body.uuid);
      assert.equal(order.state, 'Success', JSON.stringify(order.error));
      const row = await db.selectFrom('instance').select(['uuid', 'slot']).executeTakeFirstOrThrow();
      vm = { uuid: row.uuid, slot: Number(row.slot) };
      const found = await db.selectFrom('project').select('slot').where('uuid', '=', staff.project).execute();
      project = Number(found[0]?.slot);
      const disk = Buffer.concat([bootSector(), Buffer.alloc(2 ** 20)]);
      const sha256 = createHash('sha256').update(disk).digest('hex');
      const announced = { name: 'private', ssh_user: 'root', project: staff.project, sha256 };
      const made = await client.post('openstack-images/', announced);
      assert.equal(made.status, 201, made.text);
      image = made.body.uuid;
      const binary = { 'content-type': 'application/octet-stream' };
      const sent = await client.send('PUT', `openstack-images/${image}/file/`, disk, binary);
      assert.equal(sent.status, 200, sent.text);
    } finally {
      await db.destroy();
    }
  });
  after(async () => {
    await run(process.execPath, [source('server/uninstall.ts')], { env, timeoutMs: hangMs, check: false });
    await rm(home, { recursive: true, force: true });
  });

  /** By where it works, what it was started for, and what has started it: nothing of the cloud is overlooked. */
  const processes = (): Map<number, string> => {
    const server = runningServer(home)?.pid;
    const supervisor = runningSupervisor(home)?.pid;
    const roleOf = (pid: number): string | null => {
      if (pid === server) return 'control plane';
      if (pid === supervisor) return 'supervisor';
      const [argv, directory] = [commandLine(pid), workingDirectory(pid) ?? ''];
      if (argv.length === 0) return null;
      if (directory.startsWith(join(home, 'postgres'))) return 'database';
      if (argv[0] === 'dnsmasq' && argv[1]?.includes(home)) return 'DHCP server';
      if (argv[0] === 'qemu-system-x86_64' && directory === home) return 'guest';
      const ofOurs = [server, supervisor].includes(statisticsOf(pid)?.parent);
      return ofOurs || `${argv.join(' ')} ${directory}`.includes(home) ? argv.join(' ') : null;
    };
    return new Map(
      processIds().flatMap((pid) => {
        const role = roleOf(pid);
        return role === null ? [] : [[pid, role] as const];
      }),
    );
  };
  const roles = ['control plane', 'supervisor', 'database', 'DHCP server', 'guest'];
  /** All of them, at a moment when no program of a second is at work. */
  const settled = () =>
    eventually('a moment without passing programs', () => {
      const all = processes();
      return [...all.values()].every((role) => roles.includes(role)) ? (all as Map<number, Role>) : null;
    });

  test('has the user, the powers and the way to more that its role needs (T21)', async () => {
    const expected: Record<Role, { uid: number; powers: bigint | null; noNewPrivileges: string; filtered: boolean }> = {
      'control plane': { uid: 0, powers: null, noNewPrivileges: '0', filtered: false },
      supervisor: { uid: 0, powers: null, noNewPrivileges: '0', filtered: false },
      database: { uid: postgres, powers: 0n, noNewPrivileges: '1', filtered: false },
      'DHCP server': { uid: names.serverUid(project), powers: SERVER_POWERS, noNewPrivileges: '1', filtered: false },
      guest: { uid: names.guestUid(vm.slot), powers: 0n, noNewPrivileges: '1', filtered: true },
    };
    const all = await settled();
    assert.deepEqual(new Set(all.values()), new Set(roles));
    for (const [pid, role] of all) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
      // one of PostgreSQL's that served a connection
      if (status === null) continue;
      const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? '';
      const { uid, powers, noNewPrivileges, filtered } = expected[role];
      assert.deepEqual(new Set(field('Uid').split('\t')), new Set([String(uid)]), role);
      assert.equal(field('NoNewPrivs'), noNewPrivileges, role);
      if (filtered) assert.equal(field('Seccomp'), '2', role);
      if (powers === null) continue;
      assert.equal(field('Groups'), '', role);
      const sets =
        role === 'database' ? ['CapPrm', 'CapEff', 'CapAmb'] : ['CapPrm', 'CapEff', 'CapAmb', 'CapInh', 'CapBnd'];
      for (const set of sets) assert.equal(BigInt(`0x${field(set)}`), powers, `${set} of ${role}`);
    }
  });

  test('has open what is meant for it, and nothing of who has started the cloud', async () => {
    const guest = names.guestDir(vm.uuid);
    const everybody = ['/dev/null', /^(?:pipe|socket|anon_inode):/];
    const meant: Record<Role, (string | RegExp)[]> = {
      'control plane': [join(home, 'lock'), join(home, 'log', 'server.log')],
      supervisor: [join(home, 'supervisor.lock')],
      // its libcrypto keeps the devices
      database: [/\/postgres\/data\//, /^\/dev\/u?random$/, join(home, 'log', 'postgres.log')],
      'DHCP server': [/\/routers\/[0-9a-f-]{36}\/leases$/],
      guest: [
        /\/volumes\/[0-9a-f-]{36}\.qcow2$/,
        // it is lent an image, which nobody finds any more
        new RegExp(`^${guest}/images/[0-9a-f-]{36}/disk\\.qcow2 \\(deleted\\)$`),
        join(guest, 'seed.iso'),
        join(guest, 'qemu.log'),
        join(guest, 'console.log'),
        /^\/dev\/net\/tun$/,
      ],
    };
    for (const [pid, role] of await settled()) {
      const numbers = await readdir(`/proc/${pid}/fd`).catch(() => []);
      const links = await Promise.all(numbers.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '/dev/null')));
      const fits = (link: string) =>
        [...everybody, ...meant[role]].some((each) => (typeof each === 'string' ? each === link : each.test(link)));
      assert.deepEqual(
        links.filter((link) => !fits(link)),
        [],
        role,
      );
    }
  });

  test('reads of the state directory what is its own, and so does everybody else on the host', async () => {
    const { stdout } = await run('find', [home, '!', '-type', 'l', '-print0'], { check: false });
    // what is built here is the same for everybody, and the programs of PostgreSQL are
    const open = /\/cache\/builtin(?:\/|$)|\/postgres\/[0-9]/;
    const all = stdout.split('\0').filter((path) => path !== '' && !open.test(path));
    assert.ok(all.some((path) => path.includes(image)) && all.some((path) => path.endsWith('credentials.json')));
    const list = join(home, 'all-paths');
    await writeFile(list, all.join('\0'), { mode: 0o644 });
    const readable = async (uid: number) => {
      const loop = `while IFS= read -r -d '' path; do [ ! -r "$path" ] || printf '%s\\n' "$path"; done < ${list}`;
      const [program, ...args] = [...asUser(uid), 'bash', '-c', loop];
      const said = (await run(program, args, { timeoutMs: hangMs })).stdout.split('\n').filter(Boolean);
      return said
        .map((path) => path.slice(home.length + 1))
        .filter((path) => !everybodys.includes(path.split('/')[0] ?? ''));
    };
    // who the cloud is, where it answers, and what its processor can do
    const everybodys = ['cloud.json', 'run', 'accelerator.json', 'all-paths'];
    const others = [65_534, names.readerUid, names.guestUid(vm.slot + 1), names.serverUid(project + 1), postgres];
    for (const uid of others)
      assert.deepEqual(
        (await readable(uid)).filter((path) => uid !== postgres || !path.startsWith('postgres/')),
        [],
        `uid ${uid}`,
      );
    for (const path of await readable(names.guestUid(vm.slot)))
      assert.match(path, new RegExp(`^guests/${vm.uuid}/|^volumes/[0-9a-f-]{36}\\.qcow2$`));
    for (const path of await readable(names.serverUid(project)))
      assert.match(path, /^routers\/[0-9a-f-]{36}\/(?:dnsmasq\.conf|hosts|names|leases)$/);
  });
});
