import { sql } from 'kysely';
import { z } from 'zod';
import { createFlavor, removeFlavor } from '../../catalogue/index.ts';
import type { View } from '../../db/index.ts';
import { everyUserMay } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { nameFilters, sizeFilters, uuidParams } from '../http/filters.ts';
import { backendSettings } from './images.schema.ts';
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
});

type FlavorRow = z.output<typeof flavorRow>;

const flavors: View<FlavorRow> = {
  table: 'flavor',
  alias: 'f',
  row: flavorRow,
  columns: sql`f.uuid, f.name, f.vcpus, f.memory_mib, f.disk_mib`,
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

const size = z.int().min(1).max(16_777_216);
const newFlavor = z.object({
  name: z.string().min(1).max(150),
  cores: z.int().min(1).max(255),
  ram: size.min(64).describe('MiB'),
  disk: size.describe('MiB'),
});

export function flavorRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const { find, show } = collection(app, dialect, {
    db,
    path: 'openstack-flavors',
    tag: 'Catalogue',
    one: 'a flavor',
    many: 'flavors, smallest first',
    item: flavorSchema,
    view: flavors,
    readable: (actor) => {
      everyUserMay(actor);
      return sql<boolean>`f.removed IS NULL`;
    },
    filters: {
      ...nameFilters('f.name'),
      tenant: forProjects(null),
      tenant_uuid: forProjects(null),
      offering_uuid: ofOffering,
      ...sizeFilters('cores', 'f.vcpus'),
      ...sizeFilters('ram', 'f.memory_mib'),
      ...sizeFilters('disk', 'f.disk_mib'),
    },
    sorts: { name: 'f.name', cores: 'f.vcpus', ram: 'f.memory_mib', disk: 'f.disk_mib' },
    order: sql`f.vcpus, f.memory_mib, f.disk_mib, f.uuid`,
    present: presentFlavor,
  });

  app.post(
    '/openstack-flavors/',
    {
      schema: {
        tags: ['Catalogue'],
        summary: 'Offer a size of VMs (staff)',
        body: newFlavor,
        response: { 201: flavorSchema, 403: detailSchema },
      },
    },
    async (request, reply) => {
      const { name, cores, ram, disk } = request.body;
      const flavor = { name, vcpus: cores, memory_mib: ram, disk_mib: disk };
      const uuid = await db.transaction().execute((tx) => createFlavor(tx, request.actor, flavor));
      const created = await show(request, uuid);
      return reply.code(201).header('location', created.url).send(created);
    },
  );

  app.delete(
    '/openstack-flavors/:uuid/',
    {
      schema: {
        tags: ['Catalogue'],
        summary: 'Offer a size no more; VMs that have it keep it (staff)',
        params: uuidParams,
        response: { 204: z.null(), 403: detailSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await find(request);
      await db.transaction().execute((tx) => removeFlavor(tx, request.actor, uuid));
      return reply.code(204).send(null);
    },
  );
}
