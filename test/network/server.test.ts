import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { commandLine, killProcess, processIds, processOf, waitGone } from '../../src/common/processes.ts';
import { asUser } from '../../src/drivers/qemu/confine.ts';
import type { RouterSpec } from '../../src/drivers/driver.ts';
import { hangMs } from '../support/wait.ts';
import { group, Lab, project, rule, withIpv6 } from './lab.ts';
import { variables } from '../support/environment.ts';

/** Bits of a set of capabilities in /proc. */
const [BIND, ADMIN, RAW] = [10n, 12n, 13n];
const capabilities = (...bits: bigint[]) => bits.reduce((set, bit) => set | (1n << bit), 0n);

describe('the DHCP and DNS server of a project', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'));
  const routers = [project(1, [outgoing], [[outgoing]]), withIpv6(project(2, [outgoing], [[outgoing]]))];
  before(async () => {
    await lab.start();
    for (const router of routers) await lab.network.applyRouter(router);
  });
  after(() => lab.destroy());

  const file = (router: RouterSpec, name: string) => join(lab.names.routerDir(router.id), name);
  const serversOf = (router: RouterSpec) =>
    processIds().filter((pid) => commandLine(pid).join(' ') === `dnsmasq --conf-file=${file(router, 'dnsmasq.conf')}`);
  const serverOf = async (router: RouterSpec): Promise<number> => {
    const pids = serversOf(router);
    assert.deepEqual(pids, [Number(await readFile(file(router, 'dnsmasq.pid'), 'utf8'))]);
    return pids[0] ?? 0;
  };

  const kill = async (router: RouterSpec) => {
    const server = processOf(await serverOf(router));
    assert.ok(server);
    killProcess(server);
    assert.ok(await waitGone(server, hangMs));
  };

  test('runs as a user of its own, with what it does not start without and no way to more (T21)', async () => {
    const uids = new Set<string>();
    for (const [index, router] of routers.entries()) {
      const status = await readFile(`/proc/${await serverOf(router)}/status`, 'utf8');
      const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1] ?? '';
      const uid = String(lab.names.serverUid(router.slot));
      for (const ids of ['Uid', 'Gid']) assert.deepEqual(field(ids).split('\t'), [uid, uid, uid, uid]);
      assert.equal(field('Groups').trim(), '');
      assert.equal(field('NoNewPrivs'), '1');
      const kept = capabilities(BIND, ADMIN, ...(index === 1 ? [RAW] : []));
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'])
        assert.equal(BigInt(`0x${field(set)}`), kept, `${set} of router ${index}`);
      uids.add(uid);
    }
    assert.equal(uids.size, routers.length);
  });

  test('holds its leases and its sockets, and nothing of ours', async () => {
    for (const router of routers) {
      const pid = await serverOf(router);
      const own = [file(router, 'leases'), '/dev/null', 'anon_inode:inotify'];
      const links = await Promise.all(
        (await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '/dev/null')),
      );
      assert.deepEqual(
        links.filter((link) => !own.includes(link) && !/^(socket|pipe):/.test(link)),
        [],
      );
      const environment = variables(await readFile(`/proc/${pid}/environ`, 'utf8'));
      assert.deepEqual(
        environment.map((variable) => variable.split('=')[0]),
        ['PATH'],
      );
    }
  });

  test('once broken into, reaches no file of another project, and makes none', async () => {
    const [first, second] = routers as [RouterSpec, RouterSpec];
    const as = (router: RouterSpec, ...argv: string[]) => {
      const [program = '', ...args] = [...asUser(lab.names.serverUid(router.slot)), ...argv];
      return run(program, args, { check: false });
    };
    const readable = async (by: RouterSpec, of: RouterSpec) => {
      const names = await readdir(lab.names.routerDir(of.id));
      const tried = await Promise.all(
        names.map(async (name) => ((await as(by, 'test', '-r', file(of, name))).code === 0 ? [name] : [])),
      );
      return tried.flat().sort();
    };
    assert.deepEqual(await readable(first, first), ['dnsmasq.conf', 'hosts', 'leases', 'names']);
    assert.deepEqual(await readable(first, second), []);
    for (const name of ['dnsmasq.pid', 'dnsmasq.conf', 'hosts', 'new', 'leases.new']) {
      assert.notEqual((await as(first, 'sh', '-c', 'echo x >> "$0"', file(first, name))).code, 0, name);
    }
    assert.notEqual((await as(first, 'rm', '-f', file(first, 'leases'))).code, 0);
    assert.notEqual((await as(first, 'ln', '-s', '/etc/shadow', file(first, 'leases.new'))).code, 0);
  });

  test('there is one, whatever became of what we wrote down about it', async () => {
    const [router] = routers as [RouterSpec];
    for (const wrong of ['', '1', String(process.pid), 'no number', null]) {
      const pid = await serverOf(router);
      if (wrong === null) await rm(file(router, 'dnsmasq.pid'));
      else await writeFile(file(router, 'dnsmasq.pid'), wrong);
      await lab.network.applyRouter({ ...router, groups: [...router.groups, { id: randomUUID(), rules: [] }] });
      assert.notEqual(await serverOf(router), pid, `after "${wrong}"`);
    }
  });

  test('one that an older version has started as root is replaced', async () => {
    const [router] = routers as [RouterSpec];
    await kill(router);
    const conf = file(router, 'dnsmasq.conf');
    await run('ip', ['netns', 'exec', lab.names.routerNamespace(router.id), 'dnsmasq', `--conf-file=${conf}`]);
    const [old] = serversOf(router);
    await writeFile(file(router, 'dnsmasq.pid'), String(old));
    await lab.network.applyRouter(router);
    const pid = await serverOf(router);
    assert.notEqual(pid, old);
    assert.equal((await stat(`/proc/${pid}`)).uid, lab.names.serverUid(router.slot));
  });

  test('leases that another user wrote, as those of an older version, become its own', async () => {
    const [router] = routers as [RouterSpec];
    const line = `${Math.floor(Date.now() / 1000) + 9000} ${router.ports[0]?.mac} 10.0.0.11 * *\n`;
    await lab.network.stop();
    await kill(router);
    await rm(file(router, 'leases'));
    await writeFile(file(router, 'leases'), line, { mode: 0o644 });
    await lab.restart();
    await lab.network.applyRouter(router);
    await serverOf(router);
    const { uid, mode } = await stat(file(router, 'leases'));
    assert.deepEqual([uid, mode & 0o777], [lab.names.serverUid(router.slot), 0o600]);
    assert.ok((await readFile(file(router, 'leases'), 'utf8')).includes('10.0.0.11'));
  });
});
