import type { Capabilities, Operation } from './driver.ts';

const minute = 60_000;

/** What a backend on this machine can: all that there is. */
export const capabilitiesHere: Capabilities = {
  userDataBytes: null,
  volumeStepMiB: 1,
  reservedAddresses: 0,
  growsAttached: true,
  keepsAtOnce: true,
  unrevertible: null,
  uncopied: null,
  unmeasured: null,
};

/** Of a backend on this machine, which waits for nobody. */
export const deadlinesHere: Record<Operation, number> = {
  image: 30 * minute,
  capture: 60 * minute,
  network: minute,
  volume: minute,
  disk: 5 * minute,
  attach: 2 * minute,
  start: 2 * minute,
  stop: 2 * minute,
  ready: 5 * minute,
  remove: minute,
};
