import { z } from 'zod';
import { parseUuid, uuidOf } from '../../common/uuid.ts';
import {
  type AddressPair,
  addressPairs,
  type FloatingIpDraft,
  floatingIpShape,
  measureConnectivity,
  type PortDraft,
  portShape,
} from '../../network/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { scheduled } from '../http/answers.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { readGroupsBody, vmGroups } from './group-references.ts';
import { vmOfPath } from './vm-of-path.ts';
import { reference } from '../../common/reference.ts';
import { requestAddressPairs, requestFloatingIps, requestGroups, requestPorts } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

export const portsBody = z.array(z.object(portShape).meta({ id: 'InstancePortRequest' })).max(20);
export const floatingIpsBody = z.array(z.object(floatingIpShape).meta({ id: 'InstanceFloatingIpRequest' })).max(20);

type Path = (string | number)[];

type PortGiven = Pick<z.output<typeof portsBody>[number], 'subnet' | 'fixed_ips'> & {
  port?: string | undefined;
  allowed_address_pairs?: AddressPair[] | undefined;
};

/** What the domain makes of a connection; `at` is where it stands in the body. */
export function portDraft(
  { subnet, port, fixed_ips: fixed, allowed_address_pairs: pairs = [] }: PortGiven,
  at: Path,
): PortDraft {
  const named = (key: string, text: string | undefined) => (text === undefined ? {} : { [key]: uuidOf(text) });
  const fixedIps = fixed?.map(({ ip_address: address, subnet_id }, index) => ({
    at: [...at, 'fixed_ips', index],
    ...(address === undefined || address === '' ? {} : { address }),
    ...named('subnet', subnet_id),
  }));
  const addresses = fixedIps === undefined ? {} : { fixedIps };
  return { at, ...named('subnet', subnet), ...named('port', port), ...addresses, pairs };
}

type Ports = z.output<typeof portsBody>;
type FloatingIps = z.output<typeof floatingIpsBody>;

function portDrafts(body: Ports | { ports: Ports }): PortDraft[] {
  const [list, at]: [Ports, Path] = Array.isArray(body) ? [body, []] : [body.ports, ['ports']];
  return list.map((port, index) => portDraft(port, [...at, index]));
}

function floatingIpDrafts(body: FloatingIps | { floating_ips: FloatingIps }): FloatingIpDraft[] {
  const [list, at]: [FloatingIps, Path] = Array.isArray(body) ? [body, []] : [body.floating_ips, ['floating_ips']];
  return list.map(({ subnet, url, ip_address }, index) => ({
    at: [...at, index],
    subnet: uuidOf(subnet),
    floatingIp: url ? parseUuid(url) : (ip_address ?? null),
  }));
}

const checkSchema = z.object({
  name: z.string(),
  ok: z.boolean().nullable().describe('null: not measured, for an earlier check has failed'),
  measured: z.string(),
  remedy: z.string().describe('What to do; empty when it is fine'),
});
const connectivitySchema = z
  .object({ ok: z.boolean(), verdict: z.string(), checks: z.array(checkSchema), measured_at: time })
  .meta({ id: 'Connectivity' });

/** What can be changed about, and measured of, the network of one VM. */
export function instanceNetworkRoutes(app: App, { db, engine, backend }: ApiContext, dialect: Dialect): void {
  const find = vmOfPath(db);
  const change = routesOn(app, db, { tag: 'Network', find, permission: 'RESOURCE.UPDATE', refuses: [409] });

  change('POST', '/openstack-instances/:uuid/update_ports/', {
    summary: 'Connect a VM to these subnets and ports and to no other, also while it runs',
    body: z.union([z.object({ ports: portsBody }), portsBody]),
    run: (tx, { actor, found, body }) => requestPorts(tx, engine, actor, found.uuid, portDrafts(body)),
    answer: scheduled('update_ports'),
  });
  change('POST', '/openstack-instances/:uuid/update_security_groups/', {
    summary: 'Give all ports of a VM these security groups and no other',
    body: z.union([z.object({ security_groups: vmGroups }), vmGroups]),
    run: (tx, { actor, found, body }) => requestGroups(tx, engine, actor, found.uuid, readGroupsBody(body)),
    answer: scheduled('update_security_groups'),
  });
  change('POST', '/openstack-instances/:uuid/update_floating_ips/', {
    summary: 'Give a VM these floating IPs and no other',
    body: z.union([z.object({ floating_ips: floatingIpsBody }), floatingIpsBody]),
    run: (tx, { actor, found, body }) => requestFloatingIps(tx, engine, actor, found.uuid, floatingIpDrafts(body)),
    answer: scheduled('update_floating_ips'),
  });
  change('POST', '/openstack-instances/:uuid/update_allowed_address_pairs/', {
    summary: 'Say which addresses a VM may have in a subnet beside its own',
    body: z.object({ subnet: reference, allowed_address_pairs: addressPairs }),
    run: (tx, { actor, found, body }) => {
      const wanted = { subnet: uuidOf(body.subnet), pairs: body.allowed_address_pairs };
      return requestAddressPairs(tx, engine, actor, found.uuid, wanted);
    },
    answer: scheduled('update_allowed_address_pairs'),
  });

  const read = routesOn(app, db, { tag: 'Network', find });
  for (const [family, what] of [
    ['openstack-instances', 'an instance'],
    ['marketplace-resources', 'a VM'],
  ] as const) {
    read('GET', `/${family}/:uuid/diagnose_connectivity/`, {
      summary: `Measure why ${what} can or cannot be reached`,
      answer: {
        status: 200,
        schema: connectivitySchema,
        body: async ({ found }) => {
          const { ok, verdict, checks } = await measureConnectivity(db, backend, found.uuid);
          return { ok, verdict, checks, measured_at: dialect.time(new Date()) };
        },
      },
    });
  }
}
