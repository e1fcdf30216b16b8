import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { run } from '../../src/common/command.ts';
import { download } from '../../src/drivers/qemu/images/download.ts';
import { followed } from '../support/remedy.ts';
import { hangMs } from '../support/wait.ts';
import { unbounded } from '../support/unbounded.ts';

const content = Buffer.alloc(300_000, 'slipway');
const sum = createHash('sha256').update(content).digest('hex');
const answers: Record<string, RequestListener> = {
  '/image': (_request, response) => response.setHeader('content-length', content.length).end(content),
  '/small': (_request, response) => response.end(content.subarray(0, 1000)),
  '/chunked': (_request, response) => response.end(content),
  '/moved': (_request, response) => response.writeHead(302, { location: '/image' }).end(),
  '/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/inward': (_request, response) => response.writeHead(302, { location: `http://localhost:${port}/image` }).end(),
  '/odd': (_request, response) => response.writeHead(301, { location: `http://2130706433:${port}/image` }).end(),
  '/file': (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/part': (_request, response) => response.writeHead(206).end(content.subarray(0, 1000)),
  '/busy': (_request, response) => response.writeHead(503).end(),
  '/secret': (_request, response) => response.writeHead(403).end(),
  '/gzip': (_request, response) => response.setHeader('content-encoding', 'gzip').end(content),
  '/truncated': (_request, response) => {
    response.setHeader('content-length', content.length).write(content.subarray(0, 1000), () => response.destroy());
  },
  '/stalls': (_request, response) => void response.setHeader('content-length', content.length).write('x'),
  '/silent': () => {},
  '/trickles': (_request, response) => {
    const trickle = setInterval(() => response.write('x'), 5);
    response.once('close', () => clearInterval(trickle));
  },
};

let directory: string;
let server: Server;
let port: number;
let count = 0;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'slipway-download-'));
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

const fractions: number[] = [];

function get(
  where: string,
  limits: { maxBytes?: number; timeoutMs?: number; stallMs?: number; leastBytesPerS?: number } = {},
  signal?: AbortSignal,
) {
  const all = {
    maxBytes: 1e6,
    timeoutMs: hangMs,
    stallMs: hangMs,
    leastBytesPerS: 0,
    allowPrivateImageHosts: ['127.0.0.1'],
    ...limits,
  };
  const file = join(directory, `file-${count++}`);
  const progress = (fraction: number) => void fractions.push(fraction);
  const never = new AbortController().signal;
  const url = where.startsWith('/') ? `http://127.0.0.1:${port}${where}` : where;
  return download(url, file, all, progress, unbounded, signal ?? never).then(async (found) => ({
    found,
    bytes: await readFile(file),
  }));
}

/** Asks for what is refused, and for what is had instead. */
function got(refused: string, instead: string, limits: Parameters<typeof get>[1] = {}) {
  return [refused, instead].map((where) => () => get(where, limits).then(() => {})) as [
    () => Promise<void>,
    () => Promise<void>,
  ];
}

test('a file comes whole, with its checksum and progress', async () => {
  fractions.length = 0;
  for (const path of ['/image', '/chunked', '/moved']) {
    const { found, bytes } = await get(path);
    assert.equal(found.sha256, sum);
    assert.ok(bytes.equals(content));
  }
  assert.ok(fractions.length > 1 && fractions.every((fraction) => fraction > 0 && fraction <= 1));
});

test('every redirect is judged anew (T6)', async () => {
  for (const path of ['/inward', '/odd', '/file', '/loop'])
    await assert.rejects(get(path), { code: 'image-url-refused' });
  await followed('image-url-refused', /Use the URL that it ends at/, ...got('/loop', '/image'));
});

test('what the server refuses for good is final, its bad moments are not', async () => {
  await assert.rejects(get('/missing'), { code: 'image-download-failed', transient: false, message: /404/ });
  await assert.rejects(get('/secret'), { code: 'image-download-failed', transient: false, message: /403/ });
  await assert.rejects(get('/gzip'), { code: 'image-download-failed', transient: false, message: /compressed/ });
  await assert.rejects(get('/busy'), { code: 'image-download-failed', transient: true, message: /503/ });
  await followed('image-download-failed', /Use a server that sends files as is/, ...got('/gzip', '/image'));
  await followed('image-download-failed', /Check the image URL/, ...got('/missing', '/image'));
});

test('a file that ends too early is not taken for whole', async () => {
  await assert.rejects(get('/truncated'), { code: 'image-truncated', transient: true });
  await followed('image-truncated', /use another mirror/, ...got('/truncated', '/image'));
});

test('too many bytes are refused, announced or not', async () => {
  for (const path of ['/image', '/chunked']) {
    await assert.rejects(get(path, { maxBytes: 100_000 }), { code: 'image-too-large', transient: false });
  }
  await followed('image-too-large', /Use a compressed qcow2/, ...got('/image', '/small', { maxBytes: 100_000 }));
});

test('a slow server is given up', async () => {
  await assert.rejects(get('/stalls', { timeoutMs: 300 }), { code: 'image-download-slow', message: /0.3 s/ });
  await followed('image-download-slow', /a nearer mirror/, ...got('/stalls', '/image', { timeoutMs: 300 }));
  for (const path of ['/stalls', '/silent', '/trickles']) {
    await assert.rejects(get(path, { stallMs: 100, leastBytesPerS: 100_000 }), {
      code: 'image-download-slow',
      transient: true,
      message: /\d+ bytes a second for 0.1 s: at least 100000 must come/,
    });
  }
});

test('a part is not taken for the whole, whoever has asked for it', async () => {
  await assert.rejects(get('/part'), { code: 'image-download-failed', transient: false, message: /206/ });
});

/** Serves the image over TLS, by a certificate of its own for 127.0.0.1 that is valid until `end` (YYMMDDHHMMSSZ). */
async function overTls(end: string): Promise<{ url: string; certificate: string; close: () => void }> {
  const place = await mkdtemp(join(directory, 'tls-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd: place });
  await writeFile(join(place, 'index'), '');
  await writeFile(
    join(place, 'ca.conf'),
    '[ca]\ndatabase=index\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any\nrand_serial=yes\nx509_extensions=names\n' +
      '[any]\ncommonName=supplied\n[names]\nsubjectAltName=IP:127.0.0.1\nbasicConstraints=CA:TRUE\n',
  );
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'key'];
  await openssl('req', '-new', ...curve, '-out', 'request', '-subj', '/CN=127.0.0.1');
  const dates = ['-startdate', '200101000000Z', '-enddate', end];
  const sign = ['ca', '-batch', '-name', 'ca', '-config', 'ca.conf', '-selfsign', '-keyfile', 'key', '-notext'];
  await openssl(...sign, ...dates, '-in', 'request', '-out', 'certificate');
  const certificate = await readFile(join(place, 'certificate'), 'utf8');
  const secure = createSecureServer({ key: await readFile(join(place, 'key')), cert: certificate }, (_, response) =>
    response.end(content),
  );
  await once(secure.listen(0, '127.0.0.1'), 'listening');
  const url = `https://127.0.0.1:${(secure.address() as AddressInfo).port}/image`;
  return { url, certificate, close: () => secure.close() };
}

test('a certificate that has expired, or that nobody vouches for, is refused for good; a valid one is not', async () => {
  const [expired, strange, valid] = [
    await overTls('200102000000Z'),
    await overTls('491231000000Z'),
    await overTls('491231000000Z'),
  ];
  const known = getCACertificates();
  setDefaultCACertificates([...known, expired.certificate, valid.certificate]);
  try {
    const refused = { code: 'image-certificate-refused', transient: false };
    await assert.rejects(get(expired.url), { ...refused, message: /expired/ });
    await assert.rejects(get(strange.url), { ...refused, message: /self-signed/ });
    await followed('image-certificate-refused', /use another mirror/, ...got(expired.url, valid.url));
    assert.equal((await get(valid.url)).found.sha256, sum);
  } finally {
    setDefaultCACertificates(known);
    for (const { close } of [expired, strange, valid]) close();
  }
});

test('a download can be cancelled', async () => {
  const abort = new AbortController();
  const waiting = get('/stalls', {}, abort.signal);
  server.once('request', () => setImmediate(() => abort.abort(new Error('enough'))));
  await assert.rejects(waiting, /enough/);
});
