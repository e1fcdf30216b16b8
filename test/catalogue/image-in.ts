import type { Answer, Client } from '../support/client.ts';
import { eventually } from '../support/wait.ts';

/** An image as `client` sees it once it is in this state. */
export function imageIn(client: Client, image: string, state: string): Promise<Answer['body']> {
  const shown = async (): Promise<Answer['body']> => (await client.get(`openstack-images/${image}/`)).body;
  return eventually(`the image ${state}`, shown, (now) => now.state === state);
}
