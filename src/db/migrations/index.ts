import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Problem } from '../../common/problem.ts';
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

/** The names of all migrations, in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations);

/**
 * Brings the database to this version, or to that of the migration `last`; forward only. Nodes that start at once wait
 * for each other on its lock. Throws `database-newer`.
 */
export async function migrate<T>(db: Kysely<T>, last = migrationNames.at(-1) ?? ''): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateTo(last);
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    const remedy = 'Start the newer version again, or restore a backup that this version has made.';
    throw new Problem('database-newer', 'The database belongs to a newer version of Slipway.', remedy, {
      cause: error,
    });
  }
  if (error !== undefined) throw error;
}
