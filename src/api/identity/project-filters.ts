import { type RoleName } from '../../db/index.ts';
import { permitted, roleOf, visible } from '../../identity/index.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import {
  alwaysText,
  containing,
  equals,
  type Filter,
  type Filters,
  flagFor,
  nameFilters,
  nothing,
  references,
  repeatable,
} from '../http/filters.ts';

/** Filters of what belongs to the project of `column`, which Waldur's clients call tenant; `alias` is that of the view. */
export function projectFilters(alias: string, column = `${alias}.project`): Filters {
  const project = sql.ref(column);
  const customer = references(sql`(SELECT q.customer FROM project q WHERE q.uuid = ${project})`);
  const inProject = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<boolean>`${project} IN (SELECT q.uuid FROM project q JOIN customer c ON c.uuid = q.customer WHERE ${condition})`;
  return {
    project_uuid: references(project),
    project: references(project),
    tenant_uuid: references(project),
    tenant: references(project),
    service_settings_uuid: references(project),
    backend_id: references(`${alias}.uuid`),
    customer_uuid: customer,
    customer,
    customer_abbreviation: alwaysText(''),
    customer_native_name: alwaysText(''),
    service_settings_name: alwaysText('Slipway'),
    can_manage: flagFor((actor) => permitted(actor, 'RESOURCE.UPDATE', column)),
    project_name: repeatable(500, (names) => inProject(sql<boolean>`q.name = ANY(${names})`)),
    customer_name: repeatable(500, (names) => inProject(sql<boolean>`c.name = ANY(${names})`)),
  };
}

/** What `query` looks at besides, in words, and whether a row has something there that is like the pattern. */
export interface AlsoSearched {
  words: string;
  like: (pattern: string) => RawBuilder<boolean>;
}

/** Filters of what has a name and a description besides. */
export function labelFilters(alias: string, also?: AlsoSearched): Filters {
  const [name, description, uuid] = ['name', 'description', 'uuid'].map((column) => sql.ref(`${alias}.${column}`));
  return {
    ...nameFilters(`${alias}.name`),
    description: equals(`${alias}.description`, 4096),
    query: {
      schema: z
        .string()
        .max(150)
        .describe(
          `Part of the name${also === undefined ? '' : `, ${also.words}`} or the description, in any case, or the UUID`,
        ),
      where: (value) => {
        const [text, pattern] = [String(value), containing(String(value))];
        const more = also === undefined ? sql`` : sql`OR ${also.like(pattern)}`;
        return sql<boolean>`(${name} ILIKE ${pattern} OR ${description} ILIKE ${pattern} OR ${uuid} = ${parseUuid(text)} ${more})`;
      },
    },
  };
}

/**
 * Repeatable: what the projects that are named can use, of something that every project can (`alias` null), that may belong
 * to one by the `project` of `alias`, and to a cloud by `cloud`, a column that says which or that it is on any; `more` is asked of the
 * project `p`. A project that the actor does not see is like one that is not there.
 */
export function forProjects(
  alias: string | null,
  cloud: string | null = null,
  more: RawBuilder<boolean> = sql`true`,
): Filter {
  return repeatable(500, (values, actor) => {
    const uuids = values.map((value) => parseUuid(value) ?? nothing);
    const own = alias === null ? sql`` : sql`AND coalesce(${sql.ref(`${alias}.project`)}, p.uuid) = p.uuid`;
    const there = cloud === null ? sql`` : sql`AND coalesce(${sql.ref(cloud)}, p.cloud) = p.cloud`;
    return sql<boolean>`EXISTS (SELECT FROM project p
      WHERE p.uuid = ANY(${uuids}::uuid[]) AND p.removed IS NULL AND ${visible(actor, 'p.uuid')} ${own} ${there} AND ${more})`;
  });
}

/** The roles that are meant by names or UUIDs, with commas between them or each by itself. */
export function rolesIn(words: readonly string[]): RoleName[] {
  return words.flatMap((word) => word.split(',')).flatMap((word) => roleOf(word.trim()) ?? []);
}
