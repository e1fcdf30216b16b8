import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { GuestReport } from '../../src/drivers/driver.ts';
import { followAgent, parseReport } from '../../src/drivers/qemu/guest/agent.ts';
import { LineSplitter } from '../../src/drivers/qemu/guest/lines.ts';
import { QmpClient } from '../../src/drivers/qemu/guest/qmp.ts';
import { connectUnix } from '../../src/drivers/qemu/guest/socket.ts';
import { followed } from '../support/remedy.ts';
import { eventually, hangMs } from '../support/wait.ts';

const KEY = `ssh-ed25519 ${publicKey('ssh-ed25519')}`;

describe('what a guest reports', () => {
  test('known reports are passed on, without what does not belong to them', () => {
    assert.deepEqual(parseReport('{"stage":"network","extra":1}'), { stage: 'network' });
    assert.deepEqual(parseReport(JSON.stringify({ stage: 'ssh', hostKeys: [`${KEY} root@web-1`] })), {
      stage: 'ssh',
      hostKeys: [KEY],
    });
    const hostile = { stage: 'cloud-init', result: 'error', detail: 'no\u001b[31m\nway\u202e' };
    assert.deepEqual(parseReport(JSON.stringify(hostile)), {
      stage: 'cloud-init',
      result: 'error',
      detail: 'no [31m way ',
    });
  });

  test('what is not a report is ignored', () => {
    const wrongType = `ssh-ed25519 ${publicKey('ssh-rsa')}`;
    const hostKeys = [[wrongType], ['ssh-ed25519 AAAA'], ['command="x" ssh-rsa'], Array(9).fill(KEY), [7], KEY];
    for (const keys of hostKeys) assert.equal(parseReport(JSON.stringify({ stage: 'ssh', hostKeys: keys })), null);
    const lines = ['', 'null', '{', '{"stage":"reboot"}', '{"stage":"cloud-init","result":"fine","detail":""}'];
    for (const line of [...lines, '['.repeat(8000)]) assert.equal(parseReport(line), null);
    fc.assert(fc.property(fc.json(), (line) => parseReport(line) === null));
  });

  test('lines come out whole however they were cut, and long ones not at all', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{0,12}$/)), fc.array(fc.nat(40)), (lines, cuts) => {
        const splitter = new LineSplitter(8);
        let rest = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const out: string[] = [];
        for (const cut of [...cuts, rest.length]) {
          out.push(...splitter.push(rest.subarray(0, cut)));
          rest = rest.subarray(cut);
        }
        assert.deepEqual(
          out,
          lines.filter((line) => line.length <= 8),
        );
      }),
    );
  });

  test('the agent is asked for its status, and who talks without end is heard twenty times a second', async (context) => {
    // of one and the same second
    context.mock.method(performance, 'now', () => 1_000_000);
    const { ours, theirs } = await pair(context);
    const reports: GuestReport[] = [];
    const following = followAgent(ours, (report) => reports.push(report));
    const [asked] = (await once(theirs, 'data')) as [Buffer];
    assert.equal(asked.toString(), 'status\n');
    theirs.write(`${'x'.repeat(20_000)}\n\0{}\n{"stage":"network"}\n`);
    await eventually('the first report', () => reports.length === 1);
    theirs.end('{"stage":"network"}\n'.repeat(2000));
    await following;
    assert.ok(reports.length > 1 && reports.length <= 20, `${reports.length} reports`);
  });
});

describe('QMP', () => {
  test('a second client, a silent one and a gone one are transient problems within their deadlines', async (context) => {
    const silent = await pair(context);
    await assert.rejects(QmpClient.open(silent.ours, 50), { code: 'qmp-timeout', transient: true });
    const gone = await pair(context);
    gone.theirs.end();
    await assert.rejects(QmpClient.open(gone.ours, hangMs), { code: 'qmp-closed', transient: true });
    const open = ({ ours }: { ours: Socket }, ms: number) => QmpClient.open(ours, ms).then((client) => client.close());
    const answers = async () => open(serve(await pair(context)), hangMs);
    await followed(
      'qmp-timeout',
      /tried again; if it stays so, the machine is overloaded or QEMU hangs/,
      async () => open(await pair(context), 50),
      answers,
    );
    const closed = await pair(context);
    closed.theirs.end();
    await followed(
      'qmp-closed',
      /tried again; the state of the guest says whether QEMU ended/,
      () => open(closed, hangMs),
      answers,
    );
  });

  test('answers find their questions, events come through, refusals say why, noise is ignored', async (context) => {
    const { ours, theirs } = serve(await pair(context));
    const client = await QmpClient.open(ours, hangMs);
    const events: unknown[] = [];
    client.on('event', (...event) => events.push(event));
    assert.deepEqual(await client.execute('query-status'), { of: 'query-status' });
    assert.deepEqual(events, [['RESET', { guest: true }]]);
    await assert.rejects(client.execute('stop'), { code: 'qmp-error', message: 'QEMU refused stop: no' });
    await followed(
      'qmp-error',
      /if the guest hangs, reset or restart it/,
      () => client.execute('stop').then(() => {}),
      () => client.execute('system_reset').then(() => {}),
    );
    theirs.destroy();
    await once(client, 'close');
    await assert.rejects(client.execute('cont'), { code: 'qmp-closed' });
  });

  test('a socket that nobody will ever serve ends at once, and one that is too long says so', async (context) => {
    await assert.rejects(
      connectUnix('/nonexistent/socket', Date.now() + hangMs, () => false),
      { code: 'guest-unreachable' },
    );
    const reach = (path: string, alive: boolean) =>
      connectUnix(path, Date.now() + hangMs, () => alive).then((socket) => void socket.destroy());
    const listens = async () => reach((await pair(context)).path, true);
    await followed(
      'guest-unreachable',
      /tried again; the log of the guest says why/,
      () => reach('/nonexistent/socket', false),
      listens,
    );
    await followed('home-too-long', /a shorter path/, () => reach(`/${'x'.repeat(120)}`, true), listens);
  });
});

/** A QEMU that answers what it is asked, makes noise meanwhile, and refuses to stop. */
function serve<Pair extends { theirs: Socket }>(both: Pair): Pair {
  const { theirs } = both;
  theirs.write('{"QMP":{"version":{}}}\n');
  theirs.on('data', (chunk: Buffer) => {
    const asked = JSON.parse(chunk.toString().split('\n')[0] ?? '') as { execute: string; id: number };
    theirs.write('noise\n[1]\n{"return":{},"id":"x"}\n{"return":7,"id":99}\n');
    if (asked.execute === 'stop') theirs.write(`{"error":{"class":"GenericError","desc":"no"},"id":${asked.id}}\n`);
    else
      theirs.write(`{"event":"RESET","data":{"guest":true}}\n{"return":{"of":"${asked.execute}"},"id":${asked.id}}\n`);
  });
  return both;
}

function publicKey(type: string): string {
  const name = Buffer.alloc(4);
  name.writeUInt32BE(type.length);
  return Buffer.concat([name, Buffer.from(type), Buffer.alloc(36, 7)]).toString('base64');
}

/** Two ends of a unix socket: ours, as the driver connects, and theirs. */
async function pair(context: TestContext): Promise<{ path: string; ours: Socket; theirs: Socket }> {
  const directory = mkdtempSync(join(tmpdir(), 'slipway-pair-'));
  const path = join(directory, 'socket');
  const server = createServer().listen(path);
  const accepted = once(server, 'connection');
  const ours = await connectUnix(path, Date.now() + hangMs, () => true);
  const [theirs] = (await accepted) as [Socket];
  theirs.on('error', () => {});
  context.after(() => {
    for (const socket of [ours, theirs]) socket.destroy();
    server.close();
    rmSync(directory, { recursive: true });
  });
  return { path, ours, theirs };
}
