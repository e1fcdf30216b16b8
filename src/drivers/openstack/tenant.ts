import type { GuestUsage, Part, Tracking } from '../driver.ts';
import { capabilities, deadlines } from './limits.ts';

/** What a tenant of an OpenStack has no part in: its operator looks after the hosts, and what cannot be is nothing to do. */
export abstract class Tenant {
  readonly builtinImages = true;
  readonly capabilities = capabilities;
  readonly deadlines = deadlines;

  /** A volume that no server has is nobody's. */
  closeVolume(): Promise<void> {
    return Promise.resolve();
  }

  /** Cinder cannot: what it has become is said by `volumeSize`. */
  shrinkVolume(): Promise<void> {
    return Promise.resolve();
  }

  /** A quota that is used up stops nobody who runs. */
  pauseGuest(): Promise<void> {
    return Promise.resolve();
  }

  resumeGuest(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** Nova tells members nothing of that. */
  guestUsage(): Promise<Map<string, GuestUsage>> {
    return Promise.resolve(new Map());
  }

  /** What runs there is looked after by OpenStack itself. */
  parts(): Promise<Part[]> {
    return Promise.resolve([]);
  }

  missing(): Promise<Part[]> {
    return Promise.resolve([]);
  }

  mendHost(): Promise<void> {
    return Promise.resolve();
  }

  mendGuest(): Promise<void> {
    return Promise.resolve();
  }

  tracking(): Promise<Tracking[]> {
    return Promise.resolve([]);
  }
}
