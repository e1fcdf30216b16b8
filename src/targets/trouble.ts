import { fileFault } from '../common/files.ts';
import { Problem } from '../common/problem.ts';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refusing = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What the file system of a target says, in words for people; anything else is left as it is. */
export function problemOf(error: unknown, target: string, place: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const why = fileFault(error);
  if (error instanceof Problem || code === undefined || why === undefined) return error;
  const says = (words: string): string => `The target "${target}" ${words} (${place}: ${why}).`;
  if (full.has(code)) return new Problem('target-full', says('is full'), undefined, { transient: true, cause: error });
  if (refusing.has(code)) return new Problem('target-refuses', says('takes nothing'), undefined, { cause: error });
  return new Problem('target-away', says('is not there'), undefined, { transient: true, cause: error });
}

/** Nothing of this cloud is there, as where nothing is mounted: nothing is written then. */
export function awayWithout(target: string, place: string): Problem {
  const message = `The target "${target}" is not there, or was never prepared: there is no ${place}.`;
  return new Problem('target-away', message, undefined, { transient: true });
}

const noRoom = new Set(['QuotaExceeded', 'StorageFull', 'InsufficientCapacity', 'XMinioStorageFull']);
/** What was sent did not arrive as it was sent: that can be another time. */
const mangled = new Set(['BadDigest', 'XAmzContentSHA256Mismatch', 'IncompleteBody', 'RequestTimeout']);

/** What a server of S3 says, by its status and the code of its error, in words for people. */
export function answerProblem(target: string, bucket: string, status: number, code: string): Problem {
  const says = (words: string): string =>
    `The target "${target}" ${words} (${bucket}: ${status}${code && ` ${code}`}).`;
  if (status === 507 || noRoom.has(code))
    return new Problem('target-full', says('is full'), undefined, { transient: true });
  const passes = status >= 500 || status === 429 || mangled.has(code);
  if (passes) return new Problem('target-away', says('does not do its work'), undefined, { transient: true });
  return new Problem('target-refuses', says('takes nothing'));
}

/** Why a server of S3 did not answer, or not to the end. */
export function requestProblem(error: unknown, target: string, bucket: string, mostMs: number): Problem {
  const about = { transient: true, cause: error };
  if (error instanceof Error && error.name === 'TimeoutError')
    return new Problem(
      'target-slow',
      `The target "${target}" has not answered for ${mostMs / 1000} s.`,
      undefined,
      about,
    );
  return new Problem('target-away', `The target "${target}" is not there (${bucket}).`, undefined, about);
}
