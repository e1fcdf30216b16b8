import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as identity from './0001_identity.ts';
import * as catalogue from './0002_catalogue.ts';
import * as network from './0003_network.ts';
import * as instances from './0004_instances.ts';
import * as workflow from './0005_workflow.ts';
import * as stepFailures from './0006_step_failures.ts';

const migrations: Record<string, Migration> = {
  '0001_identity': identity,
  '0002_catalogue': catalogue,
  '0003_network': network,
  '0004_instances': instances,
  '0005_workflow': workflow,
  '0006_step_failures': stepFailures,
};

/** Brings the database to this version, forward only; nodes that start at once wait for each other on its lock. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
