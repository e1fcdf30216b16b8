import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Agent, type Dispatcher, request } from 'undici';
import { ClaimedBytes } from '../../../common/claimed-bytes.ts';
import { Pace, type PaceLimits } from '../../../common/pace.ts';
import { Problem } from '../../../common/problem.ts';
import type { Code } from '../../../common/problems/catalogue.ts';
import type { ClaimRoom, Progress } from '../../driver.ts';
import { pinSource } from './source.ts';

export interface DownloadLimits extends PaceLimits {
  /** Bytes of the file. */
  maxBytes: number;
  /** `host` or `host:port` that may have private addresses. */
  allowPrivateImageHosts: readonly string[];
}

const MAX_REDIRECTS = 5;

/** Checksums of a file, lower-case hex. */
export interface Digests {
  sha256: string;
  sha512: string;
}

/**
 * Downloads a tenant's URL to a new file, for which it claims room before it writes, and returns its checksums. Every hop
 * is checked and its address pinned. Throws `Problem`s that say what to do; those of the server's bad moments are transient.
 */
export async function download(
  text: string,
  file: string,
  limits: DownloadLimits,
  progress: Progress,
  claim: ClaimRoom,
  signal: AbortSignal,
): Promise<Digests> {
  const remedy = 'Use a nearer mirror, or a smaller image such as a compressed qcow2.';
  using pace = new Pace(limits, (what) => fault('image-download-slow', what, remedy, { transient: true }));
  const transfer = { limits, progress, claim, pace, signal: AbortSignal.any([signal, pace.signal]) };
  let target = text;
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const next = await fetchOnce(target, file, transfer);
      if ('digests' in next) return next.digests;
      if (target.startsWith('https:') && next.location.startsWith('http:')) {
        throw fault('image-url-refused', 'redirects from https to http', 'Use the URL that it ends at.');
      }
      target = next.location;
    }
    throw fault('image-url-refused', `redirects more than ${MAX_REDIRECTS} times`, 'Use the URL that it ends at.');
  } catch (cause) {
    signal.throwIfAborted();
    pace.signal.throwIfAborted();
    throw explain(cause);
  }
}

interface Transfer {
  limits: DownloadLimits;
  progress: Progress;
  claim: ClaimRoom;
  pace: Pace;
  signal: AbortSignal;
}

type Outcome = { digests: Digests } | { location: string };

async function fetchOnce(text: string, file: string, transfer: Transfer): Promise<Outcome> {
  const { limits, signal } = transfer;
  const { url, address, family } = await pinSource(text, limits.allowPrivateImageHosts);
  const agent = new Agent({
    connect: {
      timeout: 10_000,
      lookup: (_host, options, answer) =>
        options.all ? answer(null, [{ address, family }]) : answer(null, address, family),
    },
    // the pace is watched from the first connection to the last byte
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const response = await request(url, {
      dispatcher: agent,
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'slipway' },
    });
    const { location } = response.headers;
    if ([301, 302, 303, 307, 308].includes(response.statusCode) && typeof location === 'string') {
      // Text, not a parsed URL: the next check has to see how the server wrote it.
      return { location: /^[a-z]+:/i.test(location) ? location : new URL(location, url).href };
    }
    return { digests: await save(response, file, transfer) };
  } finally {
    await agent.destroy();
  }
}

async function save(
  response: Dispatcher.ResponseData,
  file: string,
  { limits, progress, claim, pace, signal }: Transfer,
): Promise<Digests> {
  const { statusCode, headers, body } = response;
  if (statusCode !== 200) {
    const transient = statusCode === 429 || statusCode >= 500;
    const remedy = transient ? 'It is tried again.' : 'Check the image URL: it must be readable without logging in.';
    throw fault('image-download-failed', `was answered with HTTP status ${statusCode}`, remedy, { transient });
  }
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    throw fault(
      'image-download-failed',
      'was answered with compressed content',
      'Use a server that sends files as is.',
    );
  }
  const total = Number(headers['content-length'] ?? Number.NaN);
  if (total > limits.maxBytes) throw tooLarge(limits);
  const known = total >= 0;
  const room = await ClaimedBytes.begin(claim, known ? total : null);
  const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
  let shown = 0;
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        pace.moved(chunk.length);
        if (room.received + chunk.length > limits.maxBytes) throw tooLarge(limits);
        await room.take(chunk.length);
        const { received } = room;
        sha256.update(chunk);
        sha512.update(chunk);
        // A step per percent, or per 16 MiB when the server does not say how much there is.
        if (received - shown > (total > 0 ? total / 100 : 1 << 24)) {
          shown = received;
          const mib = Math.round(received / (1 << 20));
          progress(total > 0 ? received / total : 0.5, `Downloaded ${mib} MiB`);
        }
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    { signal },
  );
  if (known && room.received !== total) throw truncated();
  return { sha256: sha256.digest('hex'), sha512: sha512.digest('hex') };
}

function explain(cause: unknown): unknown {
  if (cause instanceof Problem) return cause;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    const remedy = 'Free space on the disk of the state directory; it is tried again.';
    return new Problem('disk-full', 'The host has no room for the image.', remedy, { transient: true, cause });
  }
  if (code === 'UND_ERR_SOCKET' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return truncated(cause);
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    const remedy = 'Ask the publisher for a valid certificate, or use another mirror.';
    return fault('image-certificate-refused', `was refused: ${message}`, remedy, { cause });
  }
  const remedy = 'Check the URL; it is tried again.';
  return fault('image-download-failed', `failed: ${message}`, remedy, { transient: true, cause });
}

function truncated(cause?: unknown): Problem {
  return fault('image-truncated', 'ended before the file was complete', undefined, { transient: true, cause });
}

function tooLarge({ maxBytes }: DownloadLimits): Problem {
  const remedy = 'Use a compressed qcow2 image.';
  return fault('image-too-large', `exceeds the limit of ${Math.floor(maxBytes / (1 << 20))} MiB`, remedy);
}

function fault(
  code: Code,
  what: string,
  remedy?: string,
  options: { transient?: boolean; cause?: unknown } = {},
): Problem {
  return new Problem(code, `The download of the image ${what}.`, remedy, options);
}
