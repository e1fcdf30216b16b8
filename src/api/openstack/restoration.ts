import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { reference } from '../../common/reference.ts';
import { uuidOf } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { findInstance, instanceName } from '../../instances/index.ts';
import type { Restoration } from '../../orders/index.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import type { Answer } from '../http/answers.ts';
import { readGroups, vmGroups } from './group-references.ts';
import { floatingIpsBody, portDraft, portsBody } from './instance-network.ts';
import { instanceSchema, presentInstance } from './instances.schema.ts';
import type { FastifyRequest } from 'fastify';

/** What a VM that is made of another's disks shall have otherwise. */
export const restorationBody = z.object({
  flavor: reference.optional().describe('Left out: that which the VM had'),
  name: instanceName.optional().describe('Left out: the name that the VM had'),
  ports: portsBody.optional().describe('Left out or empty: the subnets that the VM had, with new addresses'),
  security_groups: vmGroups.optional().describe('Left out: those that the VM had and that are there still'),
  floating_ips: floatingIpsBody.optional().describe('Left out: none'),
});

export function restorationOf({
  flavor,
  name,
  ports = [],
  security_groups: groups,
  floating_ips: ips = [],
}: z.output<typeof restorationBody>): Restoration {
  return {
    flavor: flavor === undefined ? undefined : uuidOf(flavor),
    name,
    networks:
      ports.length === 0
        ? undefined
        : ports.map((port, index) => {
            const at = ['ports', index];
            return { ...portDraft(port, at), floatingIp: 'none', floatingAt: at };
          }),
    floatingIps: ips.map(({ subnet, url, ip_address: address }, index) => {
      const at = ['floating_ips', index];
      return {
        at,
        subnet: uuidOf(subnet),
        choice: url === undefined ? (address ?? 'auto') : uuidOf(url),
        choiceAt: at,
      };
    }),
    securityGroups: groups && readGroups(groups, []).flatMap((group) => ('uuid' in group ? group.uuid : [])),
  };
}

/** 200 with the VM that was made, whose UUID `run` returns: the clients of Waldur take no 201 for it. */
export function newVm(
  db: Database,
  dialect: Dialect,
): Answer<{ request: FastifyRequest; done: string }, typeof instanceSchema> {
  return {
    status: 200,
    schema: instanceSchema,
    body: async ({ request, done }) => {
      const vm = await findInstance(db, done, sql<boolean>`true`);
      if (vm === null) throw notFound();
      return presentInstance(vm, presenter(request, dialect));
    },
  };
}
