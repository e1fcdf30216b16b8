import { sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import { enums, type View } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { createSecurityGroup, deleteSecurityGroup, setRules, updateSecurityGroup } from '../../network/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone, scheduled } from '../http/answers.ts';
import { edit, routesOn } from '../http/route.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import {
  backendObject,
  backendRow,
  noResource,
  presentBackendObject,
  presentNoResource,
  projectColumns,
  projectJoins,
} from './backend-object.ts';
import { makeRoutes, managed, pullRoute } from './network-object-routes.ts';
import { following, followingRow, labelChanges, labels, stateFilter } from './network-object.ts';
import { reference } from '../../common/reference.ts';
import type { App } from '../http/app.ts';

const ruleSchema = z
  .object({
    id: z.int(),
    direction: z.enum(enums['security_group_rule.direction']),
    ethertype: z.enum(enums['security_group_rule.ethertype']),
    protocol: z.string().describe('A name, or the number of a protocol that has none; "": any'),
    from_port: z.int().describe('-1: any; for icmp the type'),
    to_port: z.int().describe('-1: any; for icmp the code'),
    cidr: z.string().nullable(),
    remote_group: z.string().nullable(),
    remote_group_uuid: z
      .string()
      .optional()
      .describe('Left out when there is none: null makes Waldur’s Python client fail'),
    remote_group_name: z.string().optional().describe('Left out when there is none'),
    description: z.string(),
  })
  .meta({ id: 'SecurityGroupRule' });

const securityGroupSchema = z
  .object({ ...backendObject, ...noResource, rules: z.array(ruleSchema) })
  .meta({ id: 'SecurityGroup' });

const port = z.int().min(-1).max(65_535).nullish();
/** Rules are sent back as they were answered. */
const asAnswered = z.string().max(150).nullish().describe('As it was answered: `remote_group` says the same');

const ruleBody = z
  .object({
    id: z.int().nullish().describe('Of a rule of this group, which then gets this content; left out: equal rules stay'),
    direction: z.enum(enums['security_group_rule.direction']).optional().describe('Left out: ingress'),
    ethertype: z
      .enum(enums['security_group_rule.ethertype'])
      .optional()
      .describe('Left out: that of the cidr, else IPv4'),
    protocol: z
      .union([z.string().max(20), z.int()])
      .nullish()
      .describe('tcp, udp, icmp, the name of another protocol such as vrrp, or its number; "", null, "any" or -1: any'),
    from_port: port.describe('-1 or null: any; for icmp the type'),
    to_port: port.describe('-1 or null: as from_port; for icmp the code'),
    cidr: z.string().max(50).nullish().describe('The other side; neither cidr nor remote_group: anybody'),
    remote_group: reference.nullish().describe('The other side: the ports of this security group'),
    description: z.string().max(255).optional(),
    remote_group_uuid: asAnswered,
    remote_group_name: asAnswered,
  })
  .meta({ id: 'SecurityGroupRuleRequest' });

/** More than the domain lets through, so that it can say why. */
const rulesBody = z.array(ruleBody).max(1_000);

type RuleBody = z.output<typeof ruleBody>;
const draftOf = ({ remote_group_uuid: _uuid, remote_group_name: _name, ...rule }: RuleBody) => ({
  ...rule,
  remote_group: rule.remote_group == null ? null : parseUuid(rule.remote_group),
});

const securityGroupRow = z.strictObject({
  ...backendRow.shape,
  ...followingRow.shape,
  rules: z.array(
    z.strictObject({
      id: z.number(),
      direction: z.enum(enums['security_group_rule.direction']),
      ethertype: z.enum(enums['security_group_rule.ethertype']),
      protocol: z.string().nullable(),
      from_port: z.number().nullable(),
      to_port: z.number().nullable(),
      cidr: z.string().nullable(),
      remote_group: z.string().nullable(),
      remote_group_name: z.string().nullable(),
      description: z.string(),
    }),
  ),
});

type SecurityGroupRow = z.output<typeof securityGroupRow>;

const securityGroups: View<SecurityGroupRow> = {
  table: 'security_group',
  alias: 'g',
  row: securityGroupRow,
  columns: sql`
    g.uuid, g.name, g.description, g.project, g.created, g.modified, ${projectColumns},
    g.revision > p.network_applied AS behind, p.network_error,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'direction', r.direction, 'ethertype', r.ethertype,
      'protocol', r.protocol, 'from_port', r.from_port, 'to_port', r.to_port, 'cidr', r.cidr::text,
      'remote_group', r.remote_group, 'remote_group_name', o.name, 'description', r.description) ORDER BY r.id), '[]')
      FROM security_group_rule r LEFT JOIN security_group o ON o.uuid = r.remote_group
      WHERE r.security_group = g.uuid) AS rules`,
  joins: projectJoins('g'),
};

function presentSecurityGroup(row: SecurityGroupRow, as: Presenter): z.input<typeof securityGroupSchema> {
  const object = { collection: 'openstack-security-groups', type: 'SecurityGroup', ...following(row) };
  return {
    ...presentBackendObject(row, as, object),
    ...presentNoResource,
    rules: row.rules.map(({ protocol, from_port, to_port, remote_group, remote_group_name, ...rule }) => ({
      ...rule,
      protocol: protocol ?? '',
      from_port: from_port ?? -1,
      to_port: to_port ?? -1,
      remote_group: as.ref('openstack-security-groups', remote_group),
      ...(remote_group !== null && {
        remote_group_uuid: as.id(remote_group),
        remote_group_name: remote_group_name ?? '',
      }),
    })),
  };
}

export function securityGroupRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const groups = collection(app, dialect, {
    db,
    path: 'openstack-security-groups',
    tag: 'Network',
    one: 'a security group',
    many: 'security groups',
    item: securityGroupSchema,
    view: securityGroups,
    lock: 'project',
    readable: (actor) => visible(actor, 'g.project'),
    filters: {
      ...labelFilters('g'),
      ...projectFilters('g'),
      state: stateFilter('g'),
    },
    sorts: { name: 'g.name', created: 'g.created' },
    order: ['g.created', 'g.uuid'],
    present: presentSecurityGroup,
  });

  makeRoutes(app, db, {
    paths: ['openstack-security-groups', 'create_security_group'],
    summary: 'Make a security group',
    body: z.object({ ...labels, rules: rulesBody.optional() }),
    make: (tx, actor, project, { rules = [], ...named }) =>
      createSecurityGroup(tx, actor, project, { ...named, rules: rules.map(draftOf) }),
    answer: groups.created,
  });
  const on = routesOn(app, db, { ...managed, find: groups.find });
  pullRoute(on, { path: 'openstack-security-groups', one: 'a security group', event: 'security-group.pull' });
  on(edit, '/openstack-security-groups/:uuid/', {
    summary: 'Rename or describe a security group',
    body: z.object(labelChanges),
    run: (tx, { actor, found, body }) => updateSecurityGroup(tx, actor, found, body),
    answer: groups.changed,
  });
  on('POST', '/openstack-security-groups/:uuid/set_rules/', {
    summary: 'Replace all rules of a security group; they take effect on running VMs',
    body: rulesBody,
    run: (tx, { actor, found, body }) => setRules(tx, actor, found, body.map(draftOf)),
    answer: scheduled('set_rules'),
  });
  on('DELETE', '/openstack-security-groups/:uuid/', {
    summary: 'Delete a security group; 409 while ports or rules use it',
    refuses: [409],
    run: (tx, { actor, found }) => deleteSecurityGroup(tx, actor, found),
    answer: gone,
  });
}
