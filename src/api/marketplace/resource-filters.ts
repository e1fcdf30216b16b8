import { type Sorts } from '../http/sorting.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { enums } from '../../db/index.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { choice, contains, equals, type Filters, flag, ofNone, onlyIf, pairs, references } from '../http/filters.ts';
import { repeatable, timeFilters } from '../http/filters.ts';
import { type AlsoSearched, labelFilters, projectFilters } from '../identity/project-filters.ts';
import { resourceRuntimeStates, resourceStates } from '../states.ts';
import { offeringSlug } from './offering-filter.ts';
import { rowRuntimeState } from './resources.schema.ts';

const never = flag(sql<boolean>`false`);

/** What can be said of no resource here, or of all: such as what is billed by its use or has been paused. */
const alike: Filters = {
  downscaled: never,
  paused: never,
  restrict_member_access: never,
  limit_based: never,
  usage_based: never,
  offering_billable: never,
  only_limit_based: onlyIf(sql<boolean>`false`),
  only_usage_based: onlyIf(sql<boolean>`false`),
  offering_shared: flag(sql<boolean>`true`),
};

/** Filters of VMs and of ordered volumes; `alias` is that of the view, `kind` the column of an order that names one. */
function resourceFilters(dialect: Dialect, alias: 'i' | 'v', kind: 'instance' | 'volume'): Filters {
  const of = (column: string) => `${alias}.${column}`;
  const customer = references(sql`(SELECT q.customer FROM project q WHERE q.uuid = ${sql.ref(of('project'))})`);
  return {
    ...labelFilters(alias),
    ...projectFilters(alias),
    ...alike,
    state: choice(Object.values(resourceStates), (words) => {
      const states = Object.entries(resourceStates).flatMap(([state, word]) => (words.includes(word) ? [state] : []));
      return sql<boolean>`${sql.ref(of('state'))} = ANY(${states})`;
    }),
    provider_uuid: customer,
    offering: references(of('offering')),
    offering_uuid: references(of('offering')),
    parent_offering_uuid: references(of('offering')),
    offering_slug: offeringSlug(of('offering')),
    plan_uuid: references(of('plan')),
    scope: references(of('uuid')),
    ...timeFilters('created', of('created')),
    ...timeFilters('modified', of('modified')),
    category_uuid: references(sql`(SELECT o.category FROM offering o WHERE o.uuid = ${sql.ref(of('offering'))})`),
    has_terminate_date: flag(sql<boolean>`${sql.ref(of('ends_at'))} IS NOT NULL`),
    order_state: choice(Object.keys(dialect.orderStates), (words) => {
      const states = words.flatMap((word) => dialect.orderStates[word] ?? []);
      return sql<boolean>`EXISTS (SELECT FROM "order" d
        WHERE ${sql.ref(`d.${kind}`)} = ${sql.ref(of('uuid'))} AND d.state = ANY(${states}))`;
    }),
  };
}

const runtimeWords = [...Object.values(resourceRuntimeStates), ...enums['volume.runtime_state']];
/** Waldur has the words of OpenStack, in capital letters. */
function ownWord(word: string): string {
  const [, own] = Object.entries(resourceRuntimeStates).find(([state]) => state === word.toUpperCase()) ?? [];
  return own ?? word.toLowerCase();
}
const inAnyCase = z
  .string()
  .transform((word): string => ownWord(word))
  .pipe(z.enum(runtimeWords));

const imageName = sql`(SELECT m.name FROM image m WHERE m.uuid = i.image)`;

/** What people know of a VM that is no text of its own: what it is made of, and its addresses. */
const known: AlsoSearched = {
  words: 'the name of the image, an address, its own or a floating IP,',
  like: (pattern) => sql<boolean>`${imageName} ILIKE ${pattern} OR EXISTS (SELECT FROM port t
    LEFT JOIN floating_ip x ON x.port = t.uuid JOIN address a ON a.port = t.uuid OR a.floating_ip = x.uuid
    WHERE t.instance = i.uuid AND host(a.address) LIKE ${pattern})`,
};

export function vmFilters(dialect: Dialect): Filters {
  return {
    ...resourceFilters(dialect, 'i', 'instance'),
    ...labelFilters('i', known),
    runtime_state: {
      schema: z.union([inAnyCase, z.array(inAnyCase).max(100)]),
      where: (words) =>
        sql<boolean>`i.runtime_state = ANY(${[words].flat().map((word) => rowRuntimeState(String(word)))})`,
    },
    slug: equals(sql`lower(i.name) || '-' || left(i.uuid::text, 8)`),
    image_name: contains(imageName),
    flavor_name: contains(sql`(SELECT f.name FROM flavor f WHERE f.uuid = i.flavor)`),
    metadata: pairs('i.metadata'),
    is_attached: never,
    offering_type: repeatable(50, (types) => sql<boolean>`'OpenStack.Instance' = ANY(${types})`),
  };
}

/** Those of a VM that volumes have, too. */
export function volumeFilters(dialect: Dialect): Filters {
  return {
    ...resourceFilters(dialect, 'v', 'volume'),
    uuid: references('v.uuid'),
    runtime_state: repeatable(20, (words) => sql<boolean>`v.runtime_state = ANY(${words})`),
    slug: ofNone,
    image_name: contains(sql`(SELECT m.name FROM image m WHERE m.uuid = v.image)`),
    flavor_name: ofNone,
    metadata: ofNone,
    is_attached: flag(sql<boolean>`v.instance IS NOT NULL`),
    offering_type: repeatable(50, () => sql<boolean>`true`),
  };
}

/** What both are sorted by. */
export function resourceSorts(alias: 'i' | 'v'): Sorts {
  const names = ['name', 'created', 'modified', 'state'];
  const project = sql`(SELECT q.name FROM project q WHERE q.uuid = ${sql.ref(`${alias}.project`)})`;
  return {
    ...Object.fromEntries(names.map((name) => [name, `${alias}.${name}`])),
    project_name: project,
    end_date: `${alias}.ends_at`,
  };
}
