import type { Standing } from '../../../instances/index.ts';
import type { VolumeStanding } from '../../../storage/index.ts';
import { ids } from './ids.ts';

/** The VM of the examples. */
export const running: Standing = {
  state: 'OK',
  runtime_state: 'ACTIVE',
  termination_protection: false,
  rescue_image: null,
  first_snapshot: null,
  has_backups: false,
  ended: false,
  ordered: true,
};

/** Its data volume, and what that is before it is attached. */
export const free: VolumeStanding = {
  state: 'OK',
  instance: null,
  instance_state: null,
  position: 0,
  moving: false,
  has_snapshots: false,
  offering: null,
};
export const attached: VolumeStanding = { ...free, instance: ids.vm, instance_state: 'OK', position: 1 };
