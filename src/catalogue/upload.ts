import { createWriteStream } from 'node:fs';
import { finished, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ClaimedBytes } from '../common/claimed-bytes.ts';
import { Pace, type PaceLimits } from '../common/pace.ts';
import { Problem } from '../common/problem.ts';
import type { ClaimRoom } from '../drivers/driver.ts';

/** The largest file that may be uploaded, bytes. */
export const maxUploadBytes = 32 * 2 ** 30;

/** How slow an upload may be. */
export const uploadPace: PaceLimits = { timeoutMs: 4 * 3_600_000, stallMs: 60_000, leastBytesPerS: 16_384 };

const mib = 2 ** 20;

export interface Upload {
  bytes: Readable;
  /** null: the client does not say. */
  length: number | null;
}

/**
 * Writes an upload to a file, for which it claims room before it writes. Throws a `Problem` when it cannot be had, is too
 * large, too slow or not whole; the stream is left open then, so that its client can be answered.
 */
export async function receive(
  { bytes, length }: Upload,
  file: string,
  claim: ClaimRoom,
  limits: PaceLimits,
  signal: AbortSignal,
): Promise<void> {
  if (length !== null && length > maxUploadBytes) throw tooLarge();
  const room = await ClaimedBytes.begin(claim, length);
  using pace = new Pace(limits, (what) => new Problem('upload-slow', `The upload ${what}.`));
  const take = async (chunk: Buffer): Promise<void> => {
    pace.moved(chunk.length);
    if (room.received + chunk.length > maxUploadBytes) throw tooLarge();
    await room.take(chunk.length);
  };
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, pass) => void take(chunk).then(() => pass(null, chunk), pass),
  });
  const follow = finished(bytes, { writable: false }, (error) => error != null && counter.destroy(error));
  try {
    await pipeline(bytes.pipe(counter), createWriteStream(file, { mode: 0o600 }), {
      signal: AbortSignal.any([signal, pace.signal]),
    });
  } catch (cause) {
    signal.throwIfAborted();
    pace.signal.throwIfAborted();
    if (cause instanceof Problem) throw cause;
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    const remedy = full ? 'Free disk space in the state directory, then upload again.' : 'Upload again.';
    throw new Problem(full ? 'disk-full' : 'upload-broken', 'The upload did not arrive whole.', remedy, { cause });
  } finally {
    follow();
  }
}

function tooLarge(): Problem {
  const remedy = 'Use a compressed qcow2 image.';
  return new Problem('image-too-large', `The upload exceeds the limit of ${maxUploadBytes / mib} MiB.`, remedy);
}
