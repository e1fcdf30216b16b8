import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/common/command.ts';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Problem } from '../../src/common/problem.ts';
import { followed } from '../support/remedy.ts';
import { group, Lab, project, rule } from './lab.ts';

/** Every program that makes the network, and what of its work fails. */
const programs = [
  ['ip', 'tuntap add', 'a tap command'],
  ['ip', 'type bridge', 'a bridge command'],
  ['nft', 'table bridge guard', 'an nft command'],
  ['bridge', 'fdb replace', 'a forwarding entry'],
  ['sysctl', 'proxy_arp_pvlan', 'a kernel parameter'],
] as const;

describe('commands of the network that go wrong', () => {
  const lab = new Lab();
  const groups = [group(rule('egress'))];
  const path = process.env['PATH'] ?? '';
  let shims: string;
  before(async () => {
    shims = await mkdtemp(join(tmpdir(), 'slipway-shims-'));
    await lab.start();
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    for (const [program] of programs) await rm(join(shims, program), { force: true });
  });
  after(async () => {
    await lab.destroy();
    await rm(shims, { recursive: true });
  });

  /** In place of `program`: what is asked of it in words or on standard input and matches does `instead`, all else is done. */
  async function shim(program: string, matches: string, instead: string): Promise<void> {
    const file = join(shims, program);
    await writeFile(
      file,
      `#!/bin/bash
PATH=${path}
asked="$*"
[ "\${@: -1}" != - ] || input=$(cat; echo x)
case "$asked \${input%x}" in *'${matches}'*) ${instead};; esac
if [ "\${@: -1}" = - ]; then printf %s "\${input%x}" | exec ${program} "$@"; else exec ${program} "$@"; fi
`,
    );
    await chmod(file, 0o755);
    process.env['PATH'] = `${shims}:${path}`;
  }

  for (const [index, [program, matches, what]] of programs.entries()) {
    test(`${what} that fails is a problem with its words; the next try mends all`, async () => {
      const router = project(index + 1, groups, [groups, groups]);
      await shim(program, matches, 'echo "RTNETLINK answers: broken" >&2; exit 2');
      await assert.rejects(lab.network.applyRouter(router), {
        code: 'command-failed',
        message: /exited 2: RTNETLINK answers: broken/,
        remedy: /^It is tried again\. .*doctor/,
        transient: true,
      });
      const apply = () => lab.network.applyRouter(router).then(() => {});
      await followed('command-failed', /^It is tried again\. /, apply, async () => {
        process.env['PATH'] = path;
        await apply();
      });
      const found = (await lab.network.inventory()).filter(({ kind }) => kind !== 'port');
      assert.deepEqual(
        found.map(({ kind }) => kind),
        ['router'],
      );
      await lab.network.removeRouter(router.id);
      assert.deepEqual(await lab.network.inventory(), []);
    });
  }

  const readers = [
    ['ip', 'addr', 'network-query-failed', /"\.\/slipway doctor" and read the server log/],
    ['nft', 'list', 'rules-unreadable', /^Run ".*" as root to see why: it must work\.$/],
  ] as const;
  for (const [program, matches, code, says] of readers) {
    test(`a kernel that does not say how its network is, by ${program}, is asked again once it does`, async () => {
      const router = project(8, groups, [groups]);
      await lab.network.applyRouter(router);
      await shim(program, matches, 'echo "netlink: broken" >&2; exit 1');
      const look = () => lab.network.inventory().then(() => {});
      const { remedy } = await look().then(
        () => assert.fail(),
        (problem: Problem) => problem,
      );
      const [, named = `${program} ${matches}`] = /^Run "(.*)" as root/.exec(remedy) ?? [];
      const why = () => run('sh', ['-c', named], { check: false });
      await followed(code, says, look, async () => {
        assert.match((await why()).stderr, /netlink: broken/);
        process.env['PATH'] = path;
        assert.equal((await why()).stderr, '');
        await look();
      });
      await lab.network.removeRouter(router.id);
    });
  }

  test('a program that is not there is named, and found once it is', async () => {
    const start = () => run('slipway-none', []).then(() => {});
    await followed('command-not-started', /Install slipway-none, or run "\.\/slipway doctor"/, start, async () => {
      await writeFile(join(shims, 'slipway-none'), '#!/bin/sh\n', { mode: 0o755 });
      process.env['PATH'] = `${shims}:${path}`;
      await start();
    });
  });

  test('an nft command that hangs is ended after 30 s and worth another try', async (context) => {
    const router = project(9, groups, [groups]);
    const hanging = join(shims, 'hangs');
    await shim('nft', 'table bridge guard', `touch ${hanging}; exec sleep 600`);
    // the limit of a command is the one timer that is left to us
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const applied = lab.network.applyRouter(router);
    applied.catch(() => {});
    for (;;) {
      if ((await stat(hanging).catch(() => null)) !== null) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    context.mock.timers.tick(30_000);
    await assert.rejects(applied, { transient: true });
    context.mock.timers.reset();
    process.env['PATH'] = path;
    await followed(
      'command-timeout',
      /tried again; if it keeps happening, look at the load/,
      () => applied.then(() => {}),
      () => lab.network.applyRouter(router).then(() => {}),
    );
    await lab.network.removeRouter(router.id);
    assert.deepEqual(await lab.network.inventory(), []);
  });
});
