import pino from 'pino';
import { OpenStack, readAccess } from '../../src/drivers/openstack/client/index.ts';
import { Simulator } from './simulator/index.ts';

/** What a contract is held against: the simulator or, when `SLIPWAY_TEST_OS_CLOUD` names one of clouds.yaml, a real OpenStack. */
export interface Target {
  client: OpenStack;
  stop: () => Promise<void>;
}

export async function startTarget(): Promise<Target> {
  const { SLIPWAY_TEST_OS_CLOUD: name } = process.env;
  const simulator = name === undefined ? await Simulator.start() : null;
  const client = clientOf(simulator?.env ?? { ...process.env, OS_CLOUD: name });
  const stop = async (): Promise<void> => {
    await client.session.close();
    await simulator?.stop();
  };
  return { client, stop };
}

export function clientOf(env: NodeJS.ProcessEnv): OpenStack {
  return new OpenStack(readAccess(env), pino({ level: 'silent' }));
}
