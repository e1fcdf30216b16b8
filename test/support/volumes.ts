import assert from 'node:assert/strict';
import type { Client } from './client.ts';

export interface Volume {
  uuid: string;
  state: string;
  runtime_state: string;
  size: number;
  instance: string | null;
  device: string;
  error_message: string;
}

/** Waits until a volume is at rest; null when it is gone. */
export async function volumeSettled(client: Client, uuid: string, timeoutMs = 20_000): Promise<Volume | null> {
  for (const deadline = Date.now() + timeoutMs; ; ) {
    const { status, body } = await client.get(`openstack-volumes/${uuid}/`);
    if (status === 404) return null;
    const volume = body as unknown as Volume;
    if (volume.state === 'OK' || volume.state === 'ERRED') return volume;
    assert.ok(Date.now() < deadline, `the volume is still ${volume.state}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
