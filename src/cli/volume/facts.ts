import type { Volume } from '../api/schema.ts';
import { facts } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';

/** Its state in a word. */
export function volumeState(volume: Volume): string {
  return volume.state === 'OK' ? volume.runtime_state : volume.state.toLowerCase();
}

/** A volume for people. */
export function volumeFacts(volume: Volume): string[] {
  return facts({
    name: volume.name,
    state: volumeState(volume),
    size: size(volume.size),
    image: volume.image_name,
    vm: volume.instance_name,
    device: volume.device,
    problem: volume.error_message,
    created: volume.created,
    uuid: volume.uuid,
  });
}
