import { mock } from 'node:test';
import { join } from 'node:path';
import pino from 'pino';
import { FakeDriver } from '../src/drivers/fake/index.ts';
import { startServer } from '../src/server/server.ts';
import { databaseOf } from '../test/support/cloud.ts';
import { newHome, removeHome, testSettings } from '../test/support/home.ts';
import { rememberStatements, tripsOfOrder } from '../test/support/round-trips.ts';
import { makeTenant, readCatalogue } from '../test/support/tenant.ts';

/** What an order and its run cost of round trips to PostgreSQL on a cloud that does nothing else: the least of three. */
export async function countRoundTrips(): Promise<{ order: number; run: number }> {
  const sent = rememberStatements();
  const home = await newHome();
  try {
    const settings = await testSettings(home);
    const driver = new FakeDriver(join(home, 'fake'));
    const server = await startServer({ settings, log: pino({ level: 'silent' }), driver, webConsole: null });
    const db = databaseOf(home);
    const [tenant, catalogue] = [await makeTenant(db, settings.url), await readCatalogue(db)];
    const counts: { order: number; run: number }[] = [];
    for (let times = 0; times < 3; times++) counts.push(await tripsOfOrder(sent, settings.url, tenant, catalogue));
    await db.destroy();
    await server.stop();
    const least = (what: 'order' | 'run'): number => Math.min(...counts.map((each) => each[what]));
    return { order: least('order'), run: least('run') };
  } finally {
    mock.restoreAll();
    await removeHome(home);
  }
}
