import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { findOne, type Tx } from '../../db/index.ts';
import { requirePermission, visible } from '../../identity/index.ts';
import { instanceView } from '../../instances/index.ts';
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
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import { statusSchema, time } from '../http/schemas.ts';
import { readGroupsBody, vmGroups } from './group-references.ts';

import { reference } from '../../common/reference.ts';
import { requestAddressPairs, requestFloatingIps, requestGroups, requestPorts } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

const tags = ['Network'];

const portsBody = z.array(z.object(portShape).meta({ id: 'InstancePortRequest' })).max(20);
const floatingIpsBody = z.array(z.object(floatingIpShape).meta({ id: 'InstanceFloatingIpRequest' })).max(20);

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
  const named = (key: string, text: string | undefined) => (text === undefined ? {} : { [key]: parseUuid(text) ?? '' });
  const fixedIps = fixed?.map(({ ip_address: address, subnet_id }, index) => ({
    at: [...at, 'fixed_ips', index],
    ...(address === undefined || address === '' ? {} : { address }),
    ...named('subnet', subnet_id),
  }));
  const addresses = fixedIps === undefined ? {} : { fixedIps };
  return { at, ...named('subnet', subnet), ...named('port', port), ...addresses, pairs };
}

function floatingIpDraft({ subnet, url, ip_address }: z.output<typeof floatingIpsBody>[number], at: Path) {
  return { at, subnet: parseUuid(subnet) ?? '', floatingIp: url ? parseUuid(url) : (ip_address ?? null) };
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
export function instanceNetworkRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, engine } = context;
  const find = async ({ actor, params }: Pick<FastifyRequest, 'actor'> & { params: { uuid: string } }) => {
    const uuid = parseUuid(params.uuid);
    const seen: RawBuilder<boolean> = visible(actor, 'i.project');
    const vm = uuid === null ? null : await findOne(db, instanceView, sql<boolean>`i.uuid = ${uuid} AND ${seen}`);
    return vm ?? Promise.reject(notFound());
  };
  type Request = FastifyRequest & { params: { uuid: string } };
  const change = async (
    request: Request,
    reply: FastifyReply,
    action: string,
    begin: (tx: Tx, vm: string) => Promise<void>,
  ) => {
    const vm = await find(request);
    requirePermission(request.actor, 'RESOURCE.UPDATE', vm.project);
    await db.transaction().execute((tx) => begin(tx, vm.uuid));
    return reply.code(202).send({ status: `${action} was scheduled` });
  };
  const described = (summary: string) => ({ tags, summary, params: uuidParams });
  const response = { 202: statusSchema, 404: detailSchema, 409: detailSchema };

  app.post(
    '/openstack-instances/:uuid/update_ports/',
    {
      schema: {
        ...described('Connect a VM to these subnets and ports and to no other, also while it runs'),
        body: z.union([z.object({ ports: portsBody }), portsBody]),
        response,
      },
    },
    (request, reply) => {
      const { body, actor } = request;
      const [list, at] = Array.isArray(body) ? [body, []] : [body.ports, ['ports']];
      const drafts = list.map((port, index) => portDraft(port, [...at, index]));
      return change(request, reply, 'update_ports', (tx, vm) => requestPorts(tx, engine, actor, vm, drafts));
    },
  );

  app.post(
    '/openstack-instances/:uuid/update_security_groups/',
    {
      schema: {
        ...described('Give all ports of a VM these security groups and no other'),
        body: z.union([z.object({ security_groups: vmGroups }), vmGroups]),
        response,
      },
    },
    (request, reply) => {
      const { body, actor } = request;
      const groups = readGroupsBody(body);
      return change(request, reply, 'update_security_groups', (tx, vm) => requestGroups(tx, engine, actor, vm, groups));
    },
  );

  app.post(
    '/openstack-instances/:uuid/update_floating_ips/',
    {
      schema: {
        ...described('Give a VM these floating IPs and no other'),
        body: z.union([z.object({ floating_ips: floatingIpsBody }), floatingIpsBody]),
        response,
      },
    },
    (request, reply) => {
      const { body, actor } = request;
      const [list, at] = Array.isArray(body) ? [body, []] : [body.floating_ips, ['floating_ips']];
      const drafts: FloatingIpDraft[] = list.map((each, index) => floatingIpDraft(each, [...at, index]));
      return change(request, reply, 'update_floating_ips', (tx, vm) =>
        requestFloatingIps(tx, engine, actor, vm, drafts),
      );
    },
  );

  app.post(
    '/openstack-instances/:uuid/update_allowed_address_pairs/',
    {
      schema: {
        ...described('Say which addresses a VM may have in a subnet beside its own'),
        body: z.object({ subnet: reference, allowed_address_pairs: addressPairs }),
        response,
      },
    },
    (request, reply) => {
      const { body, actor } = request;
      const wanted = { subnet: parseUuid(body.subnet) ?? '', pairs: body.allowed_address_pairs };
      return change(request, reply, 'update_allowed_address_pairs', (tx, vm) =>
        requestAddressPairs(tx, engine, actor, vm, wanted),
      );
    },
  );

  for (const [family, what] of [
    ['openstack-instances', 'an instance'],
    ['marketplace-resources', 'a VM'],
  ] as const)
    app.get(
      `/${family}/:uuid/diagnose_connectivity/`,
      {
        schema: {
          ...described(`Measure why ${what} can or cannot be reached`),
          response: { 200: connectivitySchema, 404: detailSchema },
        },
      },
      async (request) => {
        const vm = await find(request);
        const { ok, verdict, checks } = await measureConnectivity(db, context.backend, vm.uuid);
        return { ok, verdict, checks, measured_at: dialect.time(new Date()) };
      },
    );
}
