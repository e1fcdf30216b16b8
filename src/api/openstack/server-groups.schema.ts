import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type View } from '../../db/index.ts';
import type { InstanceView } from '../../instances/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { serverGroupPolicy } from '../states.ts';
import {
  backendObject,
  backendRow,
  noResource,
  presentBackendObject,
  presentNoResource,
  projectColumns,
  projectJoins,
} from './backend-object.ts';

const path = 'openstack-server-groups';

/** The group of a VM, as the VM shows it. */
export const instanceServerGroup = z
  .object({ url: z.string(), uuid: z.string(), name: z.string(), policy: serverGroupPolicy, state: z.literal('OK') })
  .meta({ id: 'InstanceServerGroup' });

export function presentGroupOf({ server_group: group }: InstanceView, as: Presenter) {
  if (group === null) return {};
  const { uuid, name, policy } = group;
  return { server_group: { url: as.url(path, uuid), uuid: as.id(uuid), name, policy, state: 'OK' as const } };
}

export const serverGroupSchema = z
  .object({
    ...backendObject,
    ...noResource,
    policy: serverGroupPolicy,
    display_name: z.string(),
    instances: z.array(
      z.object({ uuid: z.string(), name: z.string(), backend_id: z.string() }).meta({ id: 'ServerGroupInstance' }),
    ),
  })
  .meta({ id: 'ServerGroup' });

const serverGroupRow = z.strictObject({
  ...backendRow.shape,
  policy: z.enum(enums['server_group.policy']),
  /** The VMs in it; no editor is told of them. */
  members: z.array(z.strictObject({ uuid: z.string(), name: z.string() })),
});

export type ServerGroupRow = z.output<typeof serverGroupRow>;

export const serverGroups: View<ServerGroupRow> = {
  table: 'server_group',
  alias: 'g',
  row: serverGroupRow,
  columns: sql`
    g.uuid, g.name, g.description, g.project, g.created, g.modified, ${projectColumns}, g.policy,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', i.uuid, 'name', i.name) ORDER BY i.created, i.uuid), '[]')
      FROM instance i WHERE i.server_group = g.uuid) AS members`,
  joins: projectJoins('g'),
};

export function presentServerGroup(row: ServerGroupRow, as: Presenter): z.input<typeof serverGroupSchema> {
  const { name, policy, members } = row;
  return {
    ...presentBackendObject(row, as, { collection: path, type: 'ServerGroup', state: 'OK' }),
    ...presentNoResource,
    policy,
    display_name: `Name: ${name}, Policy: ${policy}`,
    instances: members.map((vm) => ({ uuid: as.id(vm.uuid), name: vm.name, backend_id: vm.uuid })),
  };
}
