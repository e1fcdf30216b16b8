import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { type Migration, Migrator } from 'kysely/migration';
import { Problem } from '../../common/problem.ts';
import { rowsOf } from '../rows.ts';
import { renamed } from './renamed.ts';
import * as customersProjectsUsers from './0001_customers_projects_users.ts';
import * as offeringsFlavorsImages from './0002_offerings_flavors_images.ts';
import * as networksPortsSecurityGroups from './0003_networks_ports_security_groups.ts';
import * as instancesAndVolumes from './0004_instances_and_volumes.ts';
import * as workflowsAndOrders from './0005_workflows_and_orders.ts';
import * as stepFailures from './0006_step_failures.ts';
import * as passwordsAndTokenLimits from './0007_passwords_and_token_limits.ts';
import * as volumesOfTheirOwn from './0008_volumes_of_their_own.ts';
import * as resizeRebuildRescue from './0009_resize_rebuild_rescue.ts';
import * as networkRevisions from './0010_network_revisions.ts';
import * as imageImports from './0011_image_imports.ts';
import * as orderApprovalAndQuotes from './0012_order_approval_and_quotes.ts';
import * as removedFlavorsAndDiskSizes from './0013_removed_flavors_and_disk_sizes.ts';
import * as instanceLists from './0014_instance_lists.ts';
import * as volumeQuotes from './0015_volume_quotes.ts';
import * as endDates from './0016_end_dates.ts';
import * as endTimes from './0093_end_times.ts';
import * as scheduledCopies from './0094_scheduled_copies.ts';
import * as groupOrder from './0019_group_order.ts';
import * as addressPairsAndHostRoutes from './0020_address_pairs_and_host_routes.ts';
import * as requestIds from './0021_request_ids.ts';
import * as pruneOldRows from './0022_prune_old_rows.ts';
import * as dropWakeupJobs from './0025_drop_wakeup_jobs.ts';
import * as instanceRollback from './0030_instance_rollback.ts';
import * as stepNames from './0031_step_names.ts';
import * as describeColumns from './0031_describe_columns.ts';
import * as imageRequestIds from './0032_image_request_ids.ts';
import * as cloudIdentity from './0033_cloud_identity.ts';
import * as pausedGuests from './0034_paused_guests.ts';
import * as diskLedger from './0035_disk_ledger.ts';
import * as whatTokensGive from './0036_what_tokens_give.ts';
import * as anyProtocol from './0039_any_protocol.ts';
import * as answersByRoute from './0047_answers_by_route.ts';
import * as removedCustomersAndUsers from './0048_removed_customers_and_users.ts';
import * as instanceLabels from './0049_instance_labels.ts';
import * as serverGroups from './0050_server_groups.ts';
import * as eventMessages from './0054_event_messages.ts';
import * as queuedRuns from './0055_queued_runs.ts';
import * as loginLinks from './0056_login_links.ts';
import * as capabilities from './0057_capabilities.ts';
import * as floatingStock from './0058_floating_stock.ts';
import * as objectChanges from './0059_object_changes.ts';
import * as usageFigures from './0061_usage_figures.ts';
import * as backendQuotas from './0064_backend_quotas.ts';
import * as starterVm from './0069_starter_vm.ts';
import * as clouds from './0075_clouds.ts';
import * as backendSizes from './0076_backend_sizes.ts';
import * as snapshots from './0077_snapshots.ts';
import * as sharedIdentity from './0078_shared_identity.ts';
import * as consoleTickets from './0079_console_tickets.ts';
import * as backups from './0080_backups.ts';
import * as schedules from './0081_schedules.ts';
import * as powerSchedules from './0082_power_schedules.ts';
import * as endWarnings from './0083_end_warnings.ts';
import * as projectEndDates from './0084_project_end_dates.ts';
import * as backupSchedules from './0085_backup_schedules.ts';
import * as dueIndexes from './0086_due_indexes.ts';
import * as deletedResources from './0088_deleted_resources.ts';
import * as stateAges from './0089_state_ages.ts';
import * as diskFigures from './0090_disk_figures.ts';
import * as backupCopies from './0091_backup_copies.ts';
import * as toldCopies from './0092_told_copies.ts';

const migrations: Record<string, Migration> = {
  '0001_customers_projects_users': customersProjectsUsers,
  '0002_offerings_flavors_images': offeringsFlavorsImages,
  '0003_networks_ports_security_groups': networksPortsSecurityGroups,
  '0004_instances_and_volumes': instancesAndVolumes,
  '0005_workflows_and_orders': workflowsAndOrders,
  '0006_step_failures': stepFailures,
  '0007_passwords_and_token_limits': passwordsAndTokenLimits,
  '0008_volumes_of_their_own': volumesOfTheirOwn,
  '0009_resize_rebuild_rescue': resizeRebuildRescue,
  '0010_network_revisions': networkRevisions,
  '0011_image_imports': imageImports,
  '0012_order_approval_and_quotes': orderApprovalAndQuotes,
  '0013_removed_flavors_and_disk_sizes': removedFlavorsAndDiskSizes,
  '0014_instance_lists': instanceLists,
  '0015_volume_quotes': volumeQuotes,
  '0016_end_dates': endDates,
  '0019_group_order': groupOrder,
  '0020_address_pairs_and_host_routes': addressPairsAndHostRoutes,
  '0021_request_ids': requestIds,
  '0022_prune_old_rows': pruneOldRows,
  '0025_drop_wakeup_jobs': dropWakeupJobs,
  '0030_instance_rollback': instanceRollback,
  '0031_describe_columns': describeColumns,
  '0031_step_names': stepNames,
  '0032_image_request_ids': imageRequestIds,
  '0033_cloud_identity': cloudIdentity,
  '0034_paused_guests': pausedGuests,
  '0035_disk_ledger': diskLedger,
  '0036_what_tokens_give': whatTokensGive,
  '0039_any_protocol': anyProtocol,
  '0047_answers_by_route': answersByRoute,
  '0048_removed_customers_and_users': removedCustomersAndUsers,
  '0049_instance_labels': instanceLabels,
  '0050_server_groups': serverGroups,
  '0054_event_messages': eventMessages,
  '0055_queued_runs': queuedRuns,
  '0056_login_links': loginLinks,
  '0057_capabilities': capabilities,
  '0058_floating_stock': floatingStock,
  '0059_object_changes': objectChanges,
  '0061_usage_figures': usageFigures,
  '0064_backend_quotas': backendQuotas,
  '0069_starter_vm': starterVm,
  '0075_clouds': clouds,
  '0076_backend_sizes': backendSizes,
  '0077_snapshots': snapshots,
  '0078_shared_identity': sharedIdentity,
  '0079_console_tickets': consoleTickets,
  '0080_backups': backups,
  '0081_schedules': schedules,
  '0082_power_schedules': powerSchedules,
  '0083_end_warnings': endWarnings,
  '0084_project_end_dates': projectEndDates,
  '0085_backup_schedules': backupSchedules,
  '0086_due_indexes': dueIndexes,
  '0088_deleted_resources': deletedResources,
  '0089_state_ages': stateAges,
  '0090_disk_figures': diskFigures,
  '0091_backup_copies': backupCopies,
  '0092_told_copies': toldCopies,
  '0093_end_times': endTimes,
  '0094_scheduled_copies': scheduledCopies,
};

/** The names of all migrations, in the order in which Kysely runs them and a backup lists them. */
export const migrationNames: readonly string[] = Object.keys(migrations).toSorted();

const nameRow = z.strictObject({ name: z.string() });

/** The names of the migrations that a database has been through, in their order. */
export async function executedMigrations(db: QueryExecutorProvider): Promise<string[]> {
  const rows = await rowsOf(db, nameRow, sql`SELECT name FROM kysely_migration ORDER BY name`);
  return rows.map(({ name }) => name);
}

/** Gives the migrations that a database has been through under a former name the one that they have now. */
async function takeFormerNames(db: QueryExecutorProvider): Promise<void> {
  const { rows } = await sql`SELECT WHERE to_regclass('public.kysely_migration') IS NOT NULL`.execute(db);
  if (rows.length === 0) return;
  await sql`
    UPDATE kysely_migration m SET name = r.now
    FROM unnest(${Object.keys(renamed)}::text[], ${Object.values(renamed)}::text[]) AS r (old, now) WHERE m.name = r.old
  `.execute(db);
}

/**
 * Takes the database through all migrations, or through `names` alone, which a backup has been through; forward only. One
 * that landed later than others with a higher number is made up for. Nodes that start at once wait for each other on its
 * lock. Throws `database-newer`.
 */
export async function migrate<T>(db: Kysely<T>, names: readonly string[] = migrationNames): Promise<void> {
  const error = await db.connection().execute(async (connection) => {
    const wanted = Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)));
    const provider = { getMigrations: () => Promise.resolve(wanted) };
    // Kysely reads the catalogue before it takes its own lock, and fails over a column that another node drops meanwhile
    await sql`SELECT pg_advisory_lock(hashtext('slipway migrations'))`.execute(connection);
    try {
      await takeFormerNames(connection);
      const migrator = new Migrator({ db: connection, provider, allowUnorderedMigrations: true });
      return (await migrator.migrateToLatest()).error;
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
