import type { Client } from './client.ts';
import { eventually } from './wait.ts';

export interface Volume {
  uuid: string;
  state: string;
  runtime_state: string;
  state_since: string;
  free_since: string | null;
  size: number;
  instance: string | null;
  device: string;
  error_message: string;
}

/** Waits until a volume, or what else its collection has, is at rest; null when it is gone. */
export function volumeSettled(client: Client, uuid: string, collection = 'openstack-volumes'): Promise<Volume | null> {
  const shown = async (): Promise<Volume | null> => {
    const { status, body } = await client.get(`${collection}/${uuid}/`);
    return status === 404 ? null : (body as Volume);
  };
  return eventually('the volume at rest', shown, (now) => now === null || now.state === 'OK' || now.state === 'ERRED');
}
