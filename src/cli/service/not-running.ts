import { lastFailure, runningSupervisor } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';

/** That the cloud of `home` is not running: why, as far as that is known, and what to do. */
export function notRunning(home: string): Problem {
  const failure = lastFailure(home);
  const again = runningSupervisor(home) !== null;
  if (failure === null) {
    const message = `The cloud in ${home} is not running${again ? ' yet' : ''}.`;
    return new Problem('not-running', message, again ? 'It is starting: try again in some seconds.' : undefined);
  }
  const { message, constraint, remedy } = failure;
  if (again) {
    const next = `It is being started again; "./slipway up" waits for that. If it keeps failing: ${remedy}`;
    return new Problem('not-running', `The cloud in ${home} is not running: ${message}`, next, { constraint });
  }
  const why = failure.final ? 'is not started again any more' : 'is not running';
  const next = `${remedy} Then start it: ./slipway up`;
  return new Problem('not-running', `The cloud in ${home} ${why}: ${message}`, next, { constraint });
}
