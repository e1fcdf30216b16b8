import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Client } from '../support/client.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { mended } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';

let home: string;
let database: TestDatabase;

before(async () => {
  [home, database] = await Promise.all([newHome(), newDatabase()]);
});
after(async () => {
  await database.drop();
  await removeHome(home);
});

interface Readiness {
  ok: boolean;
  backend: string;
  message: string;
}

async function readiness({ url }: RunningServer): Promise<Readiness> {
  return (await (await fetch(`${url}/readyz`)).json()) as Readiness;
}

/** Starts a control plane that meets `trouble` whenever it prepares itself, until it is told to go on. */
async function startAmid(trouble: Error) {
  const driver = new FakeDriver(join(home, 'fake'));
  const met = Promise.withResolvers<void>();
  driver.fault = (method) => {
    if (method !== 'ensureImage') return;
    met.resolve();
    throw trouble;
  };
  const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
  const server = await startServer({ settings, log: keptLog().log, driver });
  await met.promise;
  return { server, goOn: () => (driver.fault = () => {}) };
}

const away = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
const full = new Problem('disk-full', 'The disk is full.', 'Free some of it.');

for (const [what, error, backend] of [
  ['a database that goes away meanwhile', away, 'preparing'],
  ['a disk that is full', full, 'erred'],
] as const)
  test(`a preparation that fails by ${what} succeeds once that is mended, without a new start`, async () => {
    const { server, goOn } = await startAmid(error);
    try {
      const seen = await eventually(
        'the failure is told',
        () => readiness(server),
        (now) => now.message !== '' && now.backend === backend,
      );
      assert.equal(seen.ok, false);
      const look = async (name: string) => {
        const { token } = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')) as { token: string };
        const { body } = await new Client(server.url, token).get('doctor/');
        return body.checks.find((each: { name: string }) => each.name === name);
      };
      await mended('backend', /Wait for the preparation to end/, look, goOn);
      assert.deepEqual(
        (
          await eventually(
            'it is ready',
            () => readiness(server),
            (now) => now.ok,
          )
        ).message,
        '',
      );
    } finally {
      await server.stop();
    }
  });

test('a control plane that cannot prepare itself ends all the same', async () => {
  const { server } = await startAmid(full);
  await server.stop();
});
