import { sql } from 'kysely';
import { z } from 'zod';
import { createFlavor, removeFlavor } from '../../catalogue/index.ts';
import type { View } from '../../db/index.ts';
import { everyUserMay, hasSize, requirePermission } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import { nameFilters, sizeFilters } from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
import { backendSettings, settingsFilters } from './images.schema.ts';
import type { App } from '../http/app.ts';
import { forProjects } from '../identity/project-filters.ts';
import { ofOffering } from '../marketplace/offering-filter.ts';

const flavorSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    cores: z.int(),
    ram: z.int().meta({ description: 'MiB' }),
    disk: z.int().meta({ description: 'MiB' }),
    settings: z.string(),
    backend_id: z.string(),
    display_name: z.string(),
  })
  .meta({ id: 'Flavor' });

const flavorRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  vcpus: z.number(),
  memory_mib: z.number(),
  disk_mib: z.number(),
  created: z.date(),
});

type FlavorRow = z.output<typeof flavorRow>;

const flavorView: View<FlavorRow> = {
  table: 'flavor',
  alias: 'f',
  row: flavorRow,
  columns: sql`f.uuid, f.name, f.vcpus, f.memory_mib, f.disk_mib, f.created`,
  joins: sql``,
};

function presentFlavor(row: FlavorRow, as: Presenter): z.input<typeof flavorSchema> {
  return {
    uuid: as.id(row.uuid),
    url: as.url('openstack-flavors', row.uuid),
    name: row.name,
    cores: row.vcpus,
    ram: row.memory_mib,
    disk: row.disk_mib,
    settings: as.url('service-settings', backendSettings),
    backend_id: row.uuid,
    display_name: `${row.name} (${row.vcpus} CPU, ${row.memory_mib} MB RAM, ${row.disk_mib} MB HDD)`,
  };
}

/** Those that the clouds of projects have. */
const ofProject = forProjects(null, null, hasSize(sql`p.cloud`));

const size = z.int().min(1).max(16_777_216);
const newFlavor = z.object({
  name: z.string().min(1).max(150),
  cores: z.int().min(1).max(255),
  ram: size.min(64).describe('MiB'),
  disk: size.describe('MiB'),
});

export function flavorRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const flavors = collection(app, dialect, {
    db,
    path: 'openstack-flavors',
    tag: 'Catalogue',
    one: 'a flavor',
    many: 'flavors, smallest first',
    item: flavorSchema,
    view: flavorView,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`f.removed IS NULL`;
    },
    filters: {
      ...nameFilters('f.name'),
      tenant: ofProject,
      tenant_uuid: ofProject,
      project_uuid: ofProject,
      offering_uuid: ofOffering,
      ...settingsFilters,
      ...sizeFilters('cores', 'f.vcpus'),
      ...sizeFilters('ram', 'f.memory_mib'),
      ...sizeFilters('disk', 'f.disk_mib'),
    },
    sorts: { name: 'f.name', cores: 'f.vcpus', ram: 'f.memory_mib', disk: 'f.disk_mib' },
    order: ['f.vcpus', 'f.memory_mib', 'f.disk_mib', 'f.uuid'],
    present: presentFlavor,
  });

  const on = routesOn(app, db, { tag: 'Catalogue', find: flavors.find });
  routesOn(app, db, { tag: 'Catalogue', permission: 'CLOUD.OPERATE' })('POST', '/openstack-flavors/', {
    summary: 'Offer a size of VMs (staff)',
    body: newFlavor,
    run: (tx, { actor, body: { name, cores, ram, disk } }) =>
      createFlavor(tx, actor, { name, vcpus: cores, memory_mib: ram, disk_mib: disk }),
    answer: flavors.created,
  });
  on('DELETE', '/openstack-flavors/:uuid/', {
    summary: 'Offer a size no more; VMs that have it keep it (staff)',
    permission: ({ actor }) => requirePermission(actor, 'CLOUD.OPERATE', null),
    refuses: [409],
    run: (tx, { actor, found }) => removeFlavor(tx, actor, found.uuid),
    answer: gone,
  });
}
