import { sql } from 'kysely';
import { z } from 'zod';
import { zoneName } from '../../common/zone.ts';
import type { View } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import { collection } from '../http/collection.ts';
import { alwaysText, equals } from '../http/filters.ts';
import { forProjects } from '../identity/project-filters.ts';
import { settingsFilters } from './images.schema.ts';

const zoneShape = {
  url: z.string(),
  uuid: z.string(),
  name: z.string(),
  settings: z.null(),
  available: z.boolean(),
};

const zoneRow = z.strictObject({ uuid: z.string() });

/** One host is one zone: the cloud itself. */
const zones: View<z.output<typeof zoneRow>> = {
  table: 'cloud',
  alias: 'z',
  row: zoneRow,
  columns: sql`z.uuid`,
  joins: sql``,
};

/** Where VMs and volumes can be: Waldur asks for each by itself. */
export function availabilityZoneRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  for (const [of, id, tag] of [
    ['instance', 'InstanceAvailabilityZone', 'Instances'],
    ['volume', 'VolumeAvailabilityZone', 'Storage'],
  ] as const) {
    const path = `openstack-${of}-availability-zones`;
    collection(app, dialect, {
      db,
      path,
      tag,
      one: `an availability zone of ${of}s`,
      many: `availability zones of ${of}s`,
      item: z.object(zoneShape).meta({ id }),
      view: zones,
      readable: (actor) => {
        everyUserMay(actor);
        return sql<boolean>`true`;
      },
      filters: {
        name: alwaysText(zoneName),
        name_exact: equals(sql`${zoneName}::text`),
        tenant: forProjects(null),
        tenant_uuid: forProjects(null),
        ...settingsFilters,
      },
      sorts: {},
      order: ['z.uuid'],
      present: ({ uuid }, as) => ({
        url: as.url(path, uuid),
        uuid: as.id(uuid),
        name: zoneName,
        settings: null,
        available: true,
      }),
    });
  }
}
