import type { Capabilities, Operation } from '../driver.ts';
import { RESERVED_ADDRESSES } from './network/subnets.ts';

/** Where it differs from a backend on this machine. */
export const capabilities: Capabilities = {
  /** Nova takes 65,535 characters of base64. */
  userDataBytes: 49_151,
  volumeStepMiB: 1024,
  reservedAddresses: RESERVED_ADDRESSES,
  growsAttached: false,
  keepsAtOnce: false,
  unrevertible:
    'OpenStack takes a volume back to its latest snapshot only, and what is replaced has to be kept by a later one.',
  uncopied: 'OpenStack lets nobody read what a snapshot holds; its own backups are kept by its operator.',
  unmeasured: 'OpenStack tells members of a project nothing of what their servers use.',
};

const minute = 60_000;

/** Each is over several requests, and behind each of these is work of a cloud that others use, too. */
export const deadlines: Record<Operation, number> = {
  image: 60 * minute,
  capture: 120 * minute,
  network: 10 * minute,
  volume: 30 * minute,
  disk: 30 * minute,
  attach: 10 * minute,
  start: 15 * minute,
  stop: 10 * minute,
  ready: 20 * minute,
  remove: 10 * minute,
};
