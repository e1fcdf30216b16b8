import { startPostgres, type TestPostgres } from './postgres.ts';

let postgres: TestPostgres;

/** Called by Node before the first file of a run: one PostgreSQL serves all of them. */
export async function globalSetup(): Promise<void> {
  postgres = await startPostgres();
  process.env['SLIPWAY_TEST_POSTGRES'] = postgres.home;
}

/** Called when the last one has ended. */
export async function globalTeardown(): Promise<void> {
  delete process.env['SLIPWAY_TEST_POSTGRES'];
  await postgres.database.drop();
}
