import type { z } from 'zod';
import type { Database, Tx } from '../../db/index.ts';
import type { Action, Actor, Permission } from '../../identity/index.ts';
import { reapplyNetwork } from '../../network/index.ts';
import type { Shown } from '../http/answers.ts';
import { type Asked, type Register, routesOn } from '../http/route.ts';
import { pulled } from './reconcile-route.ts';
import { type Place, projectFields, projectOfBody, tenantOfPath } from './tenant-reference.ts';
import type { App } from '../http/app.ts';

/** All that a network is made of is for the same people. */
export const managed = { tag: 'Network', permission: 'NETWORK.MANAGE' } as const;

/** Where objects of a kind are described, and for whom they are. */
interface Managed {
  tag: string;
  permission: Permission;
}

/** The routes that make something in the project that a body names. */
export function inProject(app: App, db: Database, by: Managed = managed): Register<Place> {
  return routesOn(app, db, { ...by, find: projectOfBody(db) });
}

/** Those that make it below a tenant, as Waldur has it too. */
export function inTenant(app: App, db: Database, by: Managed = managed): Register<Place> {
  return routesOn(app, db, { ...by, find: tenantOfPath(db) });
}

/** Makes the network that something is of anew on the host; `event` is its word in the audit events. */
export function pullRoute<Found extends { uuid: string; project: string }>(
  on: Register<Found>,
  { path, one, event }: { path: string; one: string; event: Action },
): void {
  on('POST', `/${path}/:uuid/pull/`, {
    summary: `Make the network of ${one} on its host anew, as it should be`,
    run: (tx, { actor, found }) => reapplyNetwork(tx, actor, found, event),
    answer: pulled,
  });
}

/** Both routes that make an object of one kind. */
export function makeRoutes<Body extends z.ZodObject, Item extends z.ZodObject>(
  app: App,
  db: Database,
  options: {
    managed?: Managed;
    /** Of the collection, and what making one is called below a tenant. */
    paths: [collection: string, below: string];
    summary: string;
    body: Body;
    /** Returns the UUID of what was made. */
    make: (tx: Tx, actor: Actor, project: string, body: z.output<Body>) => Promise<string>;
    answer: Shown<Item>['created'];
  },
): void {
  const { paths, summary, body, make, answer, managed: by } = options;
  const run = (tx: Tx, { actor, found, body: fields }: Asked<Place>) =>
    make(tx, actor, found.project, fields as z.output<Body>);
  const [collection, below] = paths;
  inProject(app, db, by)('POST', `/${collection}/`, { summary, body: body.extend(projectFields), run, answer });
  inTenant(app, db, by)('POST', `/openstack-tenants/:uuid/${below}/`, {
    summary: `${summary} in a tenant`,
    body,
    run,
    answer,
  });
}
