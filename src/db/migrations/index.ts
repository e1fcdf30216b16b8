import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { type Migration, Migrator } from 'kysely/migration';
import { Problem } from '../../common/problem.ts';
import { rowsOf } from '../rows.ts';
import * as identity from './0001_identity.ts';
import * as catalogue from './0002_catalogue.ts';
import * as network from './0003_network.ts';
import * as instances from './0004_instances.ts';
import * as workflow from './0005_workflow.ts';
import * as stepFailures from './0006_step_failures.ts';
import * as access from './0007_identity.ts';
import * as storage from './0008_storage.ts';
import * as instanceActions from './0009_instances.ts';
import * as managedNetwork from './0010_network.ts';
import * as images from './0011_images.ts';
import * as orders from './0012_orders.ts';
import * as flavorsAndDisks from './0013_catalogue.ts';
import * as instanceLists from './0014_instance_lists.ts';
import * as quotes from './0015_quotes.ts';
import * as endDates from './0016_end_dates.ts';
import * as groupOrder from './0019_group_order.ts';
import * as pairsAndRoutes from './0020_network.ts';
import * as requestIds from './0021_request_ids.ts';
import * as pruneOldRows from './0022_prune_old_rows.ts';
import * as dropWakeupJobs from './0025_drop_wakeup_jobs.ts';
import * as instanceRollback from './0030_instance_rollback.ts';
import * as stepNames from './0031_step_names.ts';
import * as describeColumns from './0031_describe_columns.ts';
import * as imageRequestIds from './0032_image_request_ids.ts';

const migrations: Record<string, Migration> = {
  '0001_identity': identity,
  '0002_catalogue': catalogue,
  '0003_network': network,
  '0004_instances': instances,
  '0005_workflow': workflow,
  '0006_step_failures': stepFailures,
  '0007_identity': access,
  '0008_storage': storage,
  '0009_instances': instanceActions,
  '0010_network': managedNetwork,
  '0011_images': images,
  '0012_orders': orders,
  '0013_catalogue': flavorsAndDisks,
  '0014_instance_lists': instanceLists,
  '0015_quotes': quotes,
  '0016_end_dates': endDates,
  '0019_group_order': groupOrder,
  '0020_network': pairsAndRoutes,
  '0021_request_ids': requestIds,
  '0022_prune_old_rows': pruneOldRows,
  '0025_drop_wakeup_jobs': dropWakeupJobs,
  '0030_instance_rollback': instanceRollback,
  '0031_describe_columns': describeColumns,
  '0031_step_names': stepNames,
  '0032_image_request_ids': imageRequestIds,
};

/** The names of all migrations, in the order in which Kysely runs them and a backup lists them. */
export const migrationNames: readonly string[] = Object.keys(migrations).toSorted();

const nameRow = z.strictObject({ name: z.string() });

/** The names of the migrations that a database has been through, in their order. */
export async function executedMigrations(db: QueryExecutorProvider): Promise<string[]> {
  const rows = await rowsOf(db, nameRow, sql`SELECT name FROM kysely_migration ORDER BY name`);
  return rows.map(({ name }) => name);
}

/**
 * Brings the database to this version, or to that of the migration `last`; forward only. Nodes that start at once wait
 * for each other on its lock. Throws `database-newer`.
 */
export async function migrate<T>(db: Kysely<T>, last = migrationNames.at(-1) ?? ''): Promise<void> {
  const error = await db.connection().execute(async (connection) => {
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    // Kysely reads the catalogue before it takes its own lock, and fails over a column that another node drops meanwhile
    await sql`SELECT pg_advisory_lock(hashtext('slipway migrations'))`.execute(connection);
    try {
      return (await new Migrator({ db: connection, provider }).migrateTo(last)).error;
    } finally {
      await sql`SELECT pg_advisory_unlock(hashtext('slipway migrations'))`.execute(connection);
    }
  });
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    const remedy = 'Start the newer version again, or restore a backup that this version has made.';
    throw new Problem('database-newer', 'The database belongs to a newer version of Slipway.', remedy, {
      cause: error,
    });
  }
  if (error !== undefined) throw error;
}
