import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';

/** Seconds after 2026-02-05 09:30 UTC, as the dialect writes times. */
export function timeOf(as: Presenter): (seconds: number) => string {
  return (seconds) => as.time(new Date(Date.UTC(2026, 1, 5, 9, 30, 0) + seconds * 1000));
}

/** What names an object: its UUID and URL, and its name where it has one. */
export function identity(as: Presenter, component: string, collection: string, uuid: string, name?: string): Values {
  return {
    [`${component}.uuid`]: as.id(uuid),
    [`${component}.url`]: as.url(collection, uuid),
    [`${component}.backend_id`]: uuid,
    ...(name === undefined ? {} : { [`${component}.name`]: name }),
  };
}

/** Fields of one component. */
export function of(component: string, fields: Record<string, unknown>): Values {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${component}.${name}`, value]));
}

/** What Waldur shows of everything on a backend; `type` as `SubNet`. */
export function backendObject(
  as: Presenter,
  component: string,
  collection: string,
  type: string,
  uuid: string,
  name: string,
): Values {
  return {
    ...identity(as, component, collection, uuid, name),
    ...of(component, { resource_type: `OpenStack.${type}`, state: 'OK' }),
  };
}
