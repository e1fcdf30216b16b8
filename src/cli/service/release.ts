import { basename } from 'node:path';
import type { ServerProcess } from '../../common/control-plane.ts';
import { commandLine, statisticsOf } from '../../common/processes.ts';
import { release, type Release } from '../../common/version.ts';

/** How a control plane differs from what this checkout would start, in words. */
export interface OtherRelease {
  /** It has brought the database further than this checkout knows. */
  isNewer: boolean;
  message: string;
  remedy: string;
}

/**
 * null when a control plane that is started from this checkout would be the same. `keeper`: who starts it again when it
 * ends; null when that is nobody we know, and so not ours to ask.
 */
export function otherRelease(server: ServerProcess, keeper: string | null): OtherRelease | null {
  const { release: running } = server;
  const here = release();
  if (running?.sources === here.sources) return null;
  const isNewer = running !== undefined && running.migration > here.migration;
  const message = `The control plane runs ${isNewer ? 'a newer version' : 'other sources'} (${named(running)}) than this checkout has (${named(here)}).`;
  if (isNewer) {
    const remedy = 'Use the checkout that it was started from, or bring this one up to date.';
    return { isNewer, message, remedy };
  }
  const remedy =
    keeper === null
      ? startedElsewhere(server)
      : 'Run "./slipway up": it starts the control plane again, and VMs go on running.';
  return { isNewer, message, remedy };
}

/** Who has to start a control plane again that runs by `serve`, and how. */
function startedElsewhere({ pid }: ServerProcess): string {
  const parent = statisticsOf(pid)?.parent ?? 0;
  const [program] = commandLine(parent);
  // init takes over what somebody has left
  const starter = parent > 1 && program !== undefined ? `process ${parent} (${basename(program)})` : 'somebody';
  return `It runs by "./slipway serve", which ${starter} has started and must start again: "kill ${pid}" ends it, and a service manager starts it anew by itself. VMs go on running.`;
}

function named(made: Release | undefined): string {
  return made === undefined ? 'one that does not say' : `${made.version}, ${made.sources}`;
}
