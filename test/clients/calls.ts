import assert from 'node:assert/strict';
import type { Answer, Client } from '../support/client.ts';
import { eventually } from '../support/wait.ts';

/** What clients of Waldur's do again and again; `waldur` speaks that dialect. */
export function callsOf(waldur: Client) {
  /** A look-up that must have one hit. */
  async function only(path: string): Promise<Answer['body']> {
    const { status, body, text } = await waldur.get(path);
    assert.equal(status, 200, text);
    assert.equal(body.length, 1, `${path}: ${text}`);
    return body[0];
  }

  function poll(path: string, holds: (body: Answer['body']) => boolean): Promise<Answer['body']> {
    const look = async (): Promise<Answer['body']> => {
      const { status, body, text } = await waldur.get(path);
      assert.equal(status, 200, text);
      return body;
    };
    return eventually(path, look, holds);
  }

  const ordered = (uuid: string) =>
    poll(`marketplace-orders/${uuid}/`, ({ state, error_message: why }) => {
      assert.ok(['executing', 'done'].includes(state), `${state}: ${why}`);
      return state === 'done';
    });
  const settled = (vm: string, runtime: string) =>
    poll(`openstack-instances/${vm}/`, (body) => body.state === 'OK' && body.runtime_state === runtime);
  async function accepted(path: string, body: unknown): Promise<void> {
    const answer = await waldur.post(path, body);
    assert.equal(answer.status, 202, `${path}: ${answer.text}`);
  }
  return { only, poll, ordered, settled, accepted };
}
