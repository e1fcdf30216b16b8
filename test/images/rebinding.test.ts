import assert from 'node:assert/strict';
import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { download } from '../../src/drivers/qemu/images/download.ts';
import { pinSource } from '../../src/drivers/qemu/images/source.ts';
import { hangMs } from '../support/wait.ts';
import { unbounded } from '../support/unbounded.ts';

/** What a name server of the attacker says, one answer after the other; the last one again and again. */
let answers: string[][] = [];
let asked = 0;
const answer = () => {
  const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

let directory: string;
let port = 0;
const servers: Server[] = [];
const served: string[] = [];

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'slipway-rebinding-'));
  for (const address of ['127.0.0.1', '127.0.0.2']) {
    const server = createServer((_request, response) => {
      served.push(address);
      response.end('content');
    }).listen(port, address);
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    servers.push(server);
  }
  mock.method(dns.promises, 'lookup', () => Promise.resolve(answer()));
  // what a connection would ask that looks the name up itself
  mock.method(dns, 'lookup', (_host: string, _options: unknown, done: (...all: unknown[]) => void) =>
    done(null, answer()),
  );
  syncBuiltinESMExports();
});
after(async () => {
  mock.restoreAll();
  syncBuiltinESMExports();
  for (const server of servers) server.close();
  await rm(directory, { recursive: true });
});

test('a name that leads elsewhere after it was judged is not asked again (T6)', async () => {
  const host = `rebinding.test:${port}`;
  answers = [['127.0.0.1'], ['127.0.0.2']];
  const limits = {
    maxBytes: 100,
    timeoutMs: hangMs,
    stallMs: hangMs,
    leastBytesPerS: 0,
    allowPrivateImageHosts: [host],
  };
  await download(`http://${host}/x`, join(directory, 'x'), limits, () => {}, unbounded, new AbortController().signal);
  assert.deepEqual([served, asked], [['127.0.0.1'], 1]);
});

test('one address that is not public among public ones is enough (T6)', async () => {
  answers = [
    ['1.1.1.1', '169.254.169.254'],
    ['1.1.1.1', '::ffff:10.0.0.1'],
    ['2606:4700::1111', 'fd00:ec2::254'],
  ];
  asked = 0;
  for (const _ of answers) await assert.rejects(pinSource('http://mixed.test/x', []), { code: 'image-url-refused' });
  answers = [['1.1.1.1', '2606:4700::1111']];
  assert.equal((await pinSource('http://fine.test/x', [])).address, '1.1.1.1');
});
