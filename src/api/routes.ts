import type { ApiContext } from './context.ts';
import type { Dialect } from './dialects/dialect.ts';
import { customerRoutes } from './identity/customers.ts';
import { eventRoutes } from './identity/events.ts';
import { keyRoutes } from './identity/keys.ts';
import { loginRoutes } from './identity/login.ts';
import { memberRoutes } from './identity/members.ts';
import { personalAccessTokenRoutes } from './identity/personal-access-tokens.ts';
import { projectRoutes } from './identity/projects.ts';
import { roleRoutes } from './identity/roles.ts';
import { tokenRoutes } from './identity/tokens.ts';
import { userRoutes } from './identity/users.ts';
import { categoryRoutes } from './marketplace/categories.ts';
import { deletedResourceRoutes } from './marketplace/deleted-resources.ts';
import { offeringRoutes } from './marketplace/offerings.ts';
import { orderRoutes } from './marketplace/orders.ts';
import { planRoutes } from './marketplace/plans.ts';
import { preflightRoutes } from './marketplace/preflight.ts';
import { publicOfferingRoutes } from './marketplace/public-offerings.ts';
import { resourcePlanRoutes } from './marketplace/resource-plans.ts';
import { resourceRoutes } from './marketplace/resources.ts';
import { usageRoutes } from './marketplace/usage.ts';
import { usageHistoryRoutes } from './marketplace/usage-history.ts';
import { consoleRoutes } from './openstack/console/routes.ts';
import { availabilityZoneRoutes } from './openstack/availability-zones.ts';
import { backupCopyRoutes } from './openstack/backup-copies.ts';
import { vmBackupRoutes } from './openstack/backups.ts';
import { flavorRoutes } from './openstack/flavors.ts';
import { floatingIpRoutes } from './openstack/floating-ips.ts';
import { imageRoutes } from './openstack/images.ts';
import { instanceNetworkRoutes } from './openstack/instance-network.ts';
import { instanceRoutes } from './openstack/instances.ts';
import { networkRoutes } from './openstack/networks.ts';
import { portRoutes } from './openstack/ports.ts';
import { securityGroupRoutes } from './openstack/security-groups.ts';
import { serverGroupRoutes } from './openstack/server-groups.ts';
import { subnetRoutes } from './openstack/subnets.ts';
import { volumeTypeRoutes } from './openstack/volume-types.ts';
import { volumeRoutes } from './openstack/volumes.ts';
import { tenantRoutes } from './openstack/tenants.ts';
import { configurationRoutes } from './operation/configuration.ts';
import { documentationRoutes, schemaRoutes } from './operation/description.ts';
import { backupRoutes } from './operation/backups.ts';
import { cloudRoutes } from './operation/clouds.ts';
import { doctorRoutes } from './operation/doctor.ts';
import { logRoutes } from './operation/log.ts';
import { statusRoutes } from './operation/status.ts';
import type { App } from './http/app.ts';

type Routes = (app: App, context: ApiContext, dialect: Dialect) => void;

type Below<R> = readonly [R, ...segments: string[]];

/** What both dialects have, in the order of the description, each with the first segments of its paths. */
export const dialectRoutes: readonly Below<Routes>[] = [
  [orderRoutes, 'marketplace-orders'],
  [preflightRoutes, 'marketplace-orders'],
  [resourceRoutes, 'marketplace-resources'],
  [resourcePlanRoutes, 'marketplace-resources'],
  [instanceRoutes, 'openstack-instances', 'openstack-power-schedules', 'openstack-backup-schedules'],
  [vmBackupRoutes, 'openstack-backups', 'openstack-instances'],
  [serverGroupRoutes, 'openstack-server-groups', 'openstack-tenants'],
  [usageRoutes, 'marketplace-resources'],
  [usageHistoryRoutes, 'marketplace-resources'],
  [offeringRoutes, 'marketplace-offerings'],
  [publicOfferingRoutes, 'marketplace-public-offerings'],
  [categoryRoutes, 'marketplace-categories'],
  [planRoutes, 'marketplace-plans'],
  [flavorRoutes, 'openstack-flavors'],
  [imageRoutes, 'openstack-images', 'openstack-instances'],
  [networkRoutes, 'openstack-networks', 'openstack-tenants'],
  [subnetRoutes, 'openstack-subnets'],
  [portRoutes, 'openstack-ports'],
  [floatingIpRoutes, 'openstack-floating-ips', 'openstack-tenants'],
  [volumeRoutes, 'openstack-volumes', 'openstack-snapshots', 'openstack-snapshot-schedules'],
  [volumeTypeRoutes, 'openstack-volume-types'],
  [availabilityZoneRoutes, 'openstack-instance-availability-zones', 'openstack-volume-availability-zones'],
  [securityGroupRoutes, 'openstack-security-groups', 'openstack-tenants'],
  [instanceNetworkRoutes, 'openstack-instances', 'marketplace-resources'],
  [tenantRoutes, 'openstack-tenants'],
  [customerRoutes, 'customers'],
  [projectRoutes, 'projects'],
  [memberRoutes, 'projects', 'customers'],
  [roleRoutes, 'roles'],
  [userRoutes, 'users'],
  [keyRoutes, 'keys'],
  [tokenRoutes, 'tokens'],
  [personalAccessTokenRoutes, 'personal-access-tokens'],
  [eventRoutes, 'events'],
  [configurationRoutes, 'configuration', 'version'],
  [schemaRoutes, 'schema'],
];

/** Beside the `/api` of each dialect. */
export const rootRoutes: readonly Routes[] = [loginRoutes];

/** What Waldur has nothing like. */
export const ownRoutes: readonly Below<(app: App, context: ApiContext) => void>[] = [
  [deletedResourceRoutes, 'deleted-resources'],
  [backupCopyRoutes, 'backup-copies', 'openstack-backups'],
  [statusRoutes, 'version', 'status'],
  [doctorRoutes, 'doctor'],
  [backupRoutes, 'backups'],
  [cloudRoutes, 'clouds'],
  [logRoutes, 'log'],
  [consoleRoutes, 'consoles'],
  [documentationRoutes, 'docs'],
];
