import { backendSettings, settingsFilters } from './images.schema.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { View } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { nameFilters } from '../http/filters.ts';
import type { App } from '../http/app.ts';
import { forProjects } from '../identity/project-filters.ts';
import { ofOffering } from '../marketplace/offering-filter.ts';

const volumeTypeSchema = z
  .object({
    url: z.string(),
    uuid: z.string(),
    name: z.string(),
    description: z.string(),
    settings: z.string(),
    backend_id: z.string(),
    disabled: z.boolean(),
    is_default: z.boolean(),
  })
  .meta({ id: 'VolumeType' });

const volumeTypeRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
});

type VolumeTypeRow = z.output<typeof volumeTypeRow>;

const volumeTypes: View<VolumeTypeRow> = {
  table: 'volume_type',
  alias: 't',
  row: volumeTypeRow,
  columns: sql`t.uuid, t.name, t.description`,
  joins: sql``,
};

export function volumeTypeRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  collection(app, dialect, {
    db,
    path: 'openstack-volume-types',
    tag: 'Storage',
    one: 'a volume type',
    many: 'volume types',
    item: volumeTypeSchema,
    view: volumeTypes,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`true`;
    },
    filters: {
      ...nameFilters('t.name'),
      tenant: forProjects(null),
      tenant_uuid: forProjects(null),
      offering_uuid: ofOffering,
      ...settingsFilters,
    },
    sorts: { name: 't.name' },
    order: ['t.name', 't.uuid'],
    present: (row, as) => ({
      url: as.url('openstack-volume-types', row.uuid),
      uuid: as.id(row.uuid),
      name: row.name,
      description: row.description,
      settings: as.url('service-settings', backendSettings),
      backend_id: row.uuid,
      disabled: false,
      is_default: row.name === 'default',
    }),
  });
}
