import type { ServerProcess } from '../../common/control-plane.ts';
import { release, type Release } from '../../common/version.ts';

/** How a control plane differs from what this checkout would start, in words. */
export interface OtherRelease {
  /** It has brought the database further than this checkout knows. */
  isNewer: boolean;
  message: string;
  remedy: string;
}

/** null when a control plane that is started from this checkout would be the same. */
export function otherRelease({ release: running }: ServerProcess): OtherRelease | null {
  const here = release();
  if (running?.sources === here.sources) return null;
  const isNewer = running !== undefined && running.migration > here.migration;
  const message = `The control plane runs ${isNewer ? 'a newer version' : 'other sources'} (${named(running)}) than this checkout has (${named(here)}).`;
  const remedy = isNewer
    ? 'Use the checkout that it was started from, or bring this one up to date.'
    : 'Run "./slipway up": it starts the control plane again, and VMs go on running.';
  return { isNewer, message, remedy };
}

function named(made: Release | undefined): string {
  return made === undefined ? 'one that does not say' : `${made.version}, ${made.sources}`;
}
