import { sql } from 'kysely';
import { parseUuid } from '../common/uuid.ts';
import { type Filters, references, repeatable } from './filters.ts';

const inProject = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<boolean>`i.project IN (SELECT p.uuid FROM project p JOIN customer c ON c.uuid = p.customer WHERE ${condition})`;

/** Filters that VMs have in both families of paths. A tenant is our project. */
export const instanceFilters: Filters = {
  project_uuid: references('i.project'),
  project: references('i.project'),
  tenant_uuid: references('i.project'),
  tenant: references('i.project'),
  service_settings_uuid: references('i.project'),
  backend_id: references('i.uuid'),
  customer_uuid: references(sql`(SELECT p.customer FROM project p WHERE p.uuid = i.project)`),
  customer: references(sql`(SELECT p.customer FROM project p WHERE p.uuid = i.project)`),
  project_name: repeatable(500, (names) => inProject(sql<boolean>`p.name = ANY(${names})`)),
  customer_name: repeatable(500, (names) => inProject(sql<boolean>`c.name = ANY(${names})`)),
  query: repeatable(150, ([text = '']) => {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    return sql<boolean>`(i.name ILIKE ${pattern} OR i.description ILIKE ${pattern} OR i.uuid = ${parseUuid(text)})`;
  }),
};
