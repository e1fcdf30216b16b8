import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createLog } from '../../src/common/log.ts';
import { asProblem } from '../../src/common/problem.ts';
import { inContext } from '../../src/common/log-context.ts';
import { About } from '../../src/cli/logs/about.ts';
import { lastLines } from '../../src/cli/logs/files.ts';
import { LogFile } from '../../src/server/log-file.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { newHome, removeHome } from '../support/home.ts';
import { slipway, startSlipway } from './cli.ts';

const order = '0dde0000-0000-4000-8000-000000000001';
const vm = '0dde0000-0000-4000-8000-000000000002';
const parsed = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('logs', () => {
  let home: string;
  let env: Record<string, string>;
  before(async () => {
    home = await newHome();
    env = { SLIPWAY_HOME: home };
  });
  after(() => removeHome(home));

  const failure = new TypeError('no \u001b[31mred');

  /** A log that has been turned several times, with what is about an order in the oldest file and the newest. */
  function write(): void {
    const log = createLog('info', new LogFile(home, { bytes: 20_000, older: 9 }));
    const asked = (request_id: string, more = {}) => ({ fields: { request_id, ...more }, traceparent: null });
    inContext(asked('req-order-1'), () => log.info('before it was known what it is about'));
    inContext(asked('req-order-1', { order, instance: vm }), () => {
      log.info({ method: 'POST', route: '/api/marketplace-orders/', status: 201, ms: 12.3, user: 'ada' }, 'a request');
    });
    for (let n = 0; n < 500; n++) {
      inContext(asked(`req-other-${n}`), () => log.info({ object: '0dde0000-0000-4000-8000-00000000000f' }, 'other'));
    }
    inContext(asked('req-order-1', { order, run: order, instance: vm, step: 'guest', attempt: 2 }), () => {
      log.error({ err: failure, code: 'internal' }, 'a step failed for good');
    });
    const look = { method: 'GET', route: '/api/marketplace-orders/:uuid/', object: order, ms: 1, user: 'ada' };
    inContext(asked('req-look-44'), () => log.info({ ...look, status: 200 }, 'a look'));
    inContext(asked('req-look-45'), () => log.info({ ...look, status: 500 }, 'a look that failed'));
    inContext(asked('req-stop-22', { instance: vm }), () => log.info('stopped'));
  }

  test('where there is none, it says so', async () => {
    const { code, stderr } = await slipway(env, 'logs');
    assert.equal(code, 3);
    assert.match(stderr, /There is no log in .* yet/);
  });

  test('shows the last lines, for people or raw', async () => {
    write();
    const last = async (of: string) => void (await lastLines(of, null, 4));
    await followed(
      'no-cloud',
      /or set SLIPWAY_HOME to the state directory of another/,
      () => last('/nonexistent'),
      () => last(home),
    );
    const { stdout, stderr } = await slipway(env, 'logs', '-n', '4');
    const lines = stdout.trimEnd().split('\n');
    assert.match(
      lines[0] ?? '',
      /^\d{4}-\S+Z ERROR a step failed for good .*step=guest attempt=2 code=internal$/,
      stderr,
    );
    assert.match(lines[1] ?? '', /^ {4}TypeError: no red$/);
    assert.match(lines[2] ?? '', /^ {4} {4}at .*logs\.test\.ts/);
    assert.match(lines.at(-1) ?? '', /INFO {2}stopped request_id=req-stop-22/);
    const raw = parsed((await slipway(env, 'logs', '-n', '2', '--json')).stdout);
    assert.deepEqual(
      raw.map(({ msg }) => msg),
      ['a look that failed', 'stopped'],
    );
    assert.equal(parsed((await slipway(env, 'logs', '--json')).stdout).length, 100);
    await followed(
      'usage',
      /Give one such as 50\./,
      () => slipway(env, 'logs', '-n', 'x'),
      () => slipway(env, 'logs', '-n', '50'),
    );
  });

  test('of an order, a VM or a request it finds all lines in all files, while the cloud is down', async () => {
    const messages = async (what: string, count = Number.POSITIVE_INFINITY) =>
      parsed((await lastLines(home, new About(what), count)).lines.join('\n')).map(({ msg }) => msg);
    const ofRequest = ['before it was known what it is about', 'a request', 'a step failed for good'];
    const ofOrder = [...ofRequest, 'a look that failed'];
    assert.deepEqual(await messages(order), ofOrder);
    assert.deepEqual(await messages(order, 1), ofOrder.slice(-1));
    assert.deepEqual(await messages(vm), [...ofRequest, 'stopped']);
    assert.deepEqual(await messages('req-order-1'), ofRequest);
    assert.deepEqual(await messages('req-look-44'), ['a look']);
    assert.deepEqual(await messages(asProblem(failure).reference), ofRequest);
    assert.deepEqual(await messages('req-order'), []);
    const raw = await slipway(env, 'logs', '--order', order.replaceAll('-', ''), '--json');
    assert.deepEqual(
      parsed(raw.stdout).map(({ msg }) => msg),
      ofOrder,
    );
    assert.equal((await slipway(env, 'logs', '--order', order, '--vm', vm)).code, 2);
    const { stdout } = await slipway(env, 'logs', '--order', order);
    assert.match(stdout, /INFO {2}POST \/api\/marketplace-orders\/ 201 12\.3 ms ada request_id=req-order-1 order=/);
  });

  test('-f goes on with what comes, without a gap when the file is turned', async () => {
    const log = createLog('info', new LogFile(home, { bytes: 20_000, older: 9 }));
    const running = startSlipway(env, 'logs', '-f', '-n', '0', '--json');
    let said = '';
    running.child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    // it follows from where the file ends when it looks
    await eventually('its first line', () => {
      log.info({ mark: true }, 'mark');
      return said.includes('mark');
    });
    for (let n = 0; n < 1_000; n++) {
      log.info({ n }, 'numbered');
      if (n % 100 === 99) await eventually('the last line', () => said.includes(`"n":${n}`));
    }
    running.child.kill();
    const numbers = parsed(said).flatMap(({ n }) => (n === undefined ? [] : [n]));
    assert.deepEqual(
      numbers,
      Array.from({ length: 1_000 }, (_, n) => n),
    );
  });

  test('what is no line of the logger is shown, without what steers a terminal', async () => {
    await rm(join(home, 'log'), { recursive: true });
    await mkdir(join(home, 'log'));
    await writeFile(join(home, 'log', 'server.log'), 'FATAL \u001b[2Jheap\n');
    assert.equal((await slipway(env, 'logs')).stdout, 'FATAL heap\n');
    assert.deepEqual(parsed((await slipway(env, 'logs', '--json')).stdout), [{ msg: 'FATAL \u001b[2Jheap' }]);
  });
});

const cloud = await setUpCloud();

describe('logs of a cloud', () => {
  test('a VM is found by its name', async () => {
    const { env } = cloud;
    const made = await slipway(env, 'vm', 'create', 'weblog', '-q');
    assert.equal(made.code, 0, made.stderr);
    await mkdir(join(cloud.home, 'log'), { recursive: true });
    await writeFile(join(cloud.home, 'log', 'server.log'), cloud.log.join(''));
    const { stdout, stderr } = await slipway(env, 'logs', '--vm', 'weblog', '--json');
    const lines = parsed(stdout);
    const placed = lines.find(({ method, status }) => method === 'POST' && status === 201);
    assert.equal(placed?.['route'], '/api/marketplace-orders/', stderr);
    assert.ok(lines.some(({ msg, instance }) => msg === 'a run has ended' && instance === placed?.['instance']));
    assert.equal((await slipway(env, 'logs', '--vm', 'nobody')).code, 3);
  });
});
