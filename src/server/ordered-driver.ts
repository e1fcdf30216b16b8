import { assertHeld } from '../common/fence.ts';
import { Problem } from '../common/problem.ts';
import { Turns } from '../common/turns.ts';
import type { Driver, SnapshotSpec } from '../drivers/driver.ts';
import { idOf } from './traced-driver.ts';

/** What changes a guest, a volume or a router: the id of that comes first, or something that has it. */
const changes: ReadonlySet<PropertyKey> = new Set<keyof Driver>([
  'createVolume',
  'deleteVolume',
  'growVolume',
  'closeVolume',
  'shrinkVolume',
  'moveVolume',
  'takeSnapshots',
  'deleteSnapshot',
  'restoreSnapshot',
  'revertVolumes',
  'applyRouter',
  'removeRouter',
  'startGuest',
  'stopGuest',
  'syncPorts',
  'syncVolumes',
  'resetGuest',
  'removeGuest',
  'mendGuest',
  'discard',
]);

/**
 * A driver that does one thing at a time to each guest, volume and router, in the order in which it was asked. A step that
 * has met its deadline leaves its call behind, and what undoes it begins when that has ended: it cannot overtake it. What
 * waits and is wanted by nobody any more is not begun, nor what another node may do by now.
 */
export function orderedDriver(driver: Driver): Driver {
  const turns = new Turns();
  return new Proxy(driver, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const call = (args: unknown[]): Promise<unknown> => member.apply(target, args) as Promise<unknown>;
      if (!changes.has(name)) return (...args: unknown[]) => call(args);
      return (...args: unknown[]) => {
        const signal = args.find((arg) => arg instanceof AbortSignal);
        const work = async (): Promise<unknown> => {
          if (signal?.aborted === true) throw busy();
          assertHeld();
          return call(args);
        };
        const ids = changed(name, args).filter(isId);
        return ids.reduceRight<typeof work>((inner, id) => () => turns.take(id, inner), work)();
      };
    },
  });
}

/** What a call changes: of several always in this order. */
function changed(name: PropertyKey, args: unknown[]): unknown[] {
  // an id is given away once
  if (name === 'moveVolume') return args.slice(0, 2).map(idOf);
  if (name !== 'takeSnapshots' && name !== 'deleteSnapshot' && name !== 'revertVolumes') return [idOf(args[0])];
  // who starts or stops a guest has nothing but the guest
  const snapshots = [args[0] as SnapshotSpec | readonly SnapshotSpec[]].flat();
  return [...snapshots.map(({ volume }) => volume).toSorted(), snapshots[0]?.guest];
}

const busy = (): Problem =>
  new Problem('backend-busy', 'What was asked of the backend before has not ended in time.', undefined, {
    transient: true,
  });

const isId = (id: unknown): id is string => typeof id === 'string';
