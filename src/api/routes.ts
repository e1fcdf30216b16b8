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
import { doctorRoutes } from './operation/doctor.ts';
import { logRoutes } from './operation/log.ts';
import { statusRoutes } from './operation/status.ts';
import type { App } from './http/app.ts';

type Routes = (app: App, context: ApiContext, dialect: Dialect) => void;

/** What both dialects have, in the order of the description. */
export const dialectRoutes: readonly Routes[] = [
  orderRoutes,
  preflightRoutes,
  resourceRoutes,
  resourcePlanRoutes,
  instanceRoutes,
  serverGroupRoutes,
  usageRoutes,
  usageHistoryRoutes,
  offeringRoutes,
  publicOfferingRoutes,
  categoryRoutes,
  planRoutes,
  flavorRoutes,
  imageRoutes,
  networkRoutes,
  subnetRoutes,
  portRoutes,
  floatingIpRoutes,
  volumeRoutes,
  volumeTypeRoutes,
  availabilityZoneRoutes,
  securityGroupRoutes,
  instanceNetworkRoutes,
  tenantRoutes,
  customerRoutes,
  projectRoutes,
  memberRoutes,
  roleRoutes,
  userRoutes,
  keyRoutes,
  tokenRoutes,
  personalAccessTokenRoutes,
  eventRoutes,
  configurationRoutes,
  schemaRoutes,
];

/** Beside the `/api` of each dialect. */
export const rootRoutes: readonly Routes[] = [loginRoutes];

/** What Waldur has nothing like. */
export const ownRoutes: readonly ((app: App, context: ApiContext) => void)[] = [
  statusRoutes,
  doctorRoutes,
  logRoutes,
  consoleRoutes,
  documentationRoutes,
];
