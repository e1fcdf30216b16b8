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
