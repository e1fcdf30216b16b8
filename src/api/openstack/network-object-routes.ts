import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tx } from '../../db/index.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import type { BackendRow } from './backend-object.ts';
import { projectFields, readProject, tenantOfPath } from './tenant-reference.ts';
import type { App } from '../http/app.ts';

const tags = ['Network'];

/** The objects of one kind: what `collection` has registered for them, and its path and answer. */
interface NetworkObjects<Row> extends Collection<Row, Record<string, unknown>> {
  app: App;
  context: ApiContext;
  /** Below the dialect's root: `openstack-ports`. */
  path: string;
  item: z.ZodObject;
}

/** Registers both ways to make an object: in the project that the body names, and below a tenant, as `inTenant`. */
export function makeRoutes<Row extends BackendRow, Body extends z.ZodObject>(
  { app, context, path, item, show }: NetworkObjects<Row>,
  {
    summary,
    inTenant,
    body,
    make,
  }: {
    summary: string;
    inTenant: string;
    body: Body;
    /** Returns the UUID of what was made. */
    make: (tx: Tx, actor: Actor, project: string, body: z.output<Body>) => Promise<string>;
  },
): void {
  const { db } = context;
  const created = async (request: FastifyRequest, project: string) => {
    const fields = request.body as z.output<Body>;
    const uuid = await db.transaction().execute((tx) => make(tx, request.actor, project, fields));
    return show(request, uuid);
  };
  app.post(
    `/${path}/`,
    { schema: { tags, summary, body: body.extend(projectFields), response: { 201: item } } },
    async (request, reply) => {
      const given = request.body as z.output<z.ZodObject<typeof projectFields>>;
      const answer = await created(request, await readProject(db, request.actor, given, 'NETWORK.MANAGE'));
      return reply.code(201).header('location', answer['url']).send(answer);
    },
  );
  app.post(
    `/openstack-tenants/:uuid/${inTenant}/`,
    {
      schema: {
        tags,
        summary: `${summary} in a tenant`,
        params: uuidParams,
        body,
        response: { 201: item, 404: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = request.params;
      const answer = await created(request, await tenantOfPath(db, request.actor, uuid, 'NETWORK.MANAGE'));
      return reply.code(201).header('location', answer['url']).send(answer);
    },
  );
}

/** Registers the PATCH; `change` is called for whoever may. */
export function changeRoute<Row extends BackendRow, Body extends z.ZodObject>(
  { app, context, path, item, find, show }: NetworkObjects<Row>,
  {
    summary,
    body,
    change,
  }: {
    summary: string;
    body: Body;
    change: (tx: Tx, actor: Actor, row: Row, body: z.output<Body>) => Promise<unknown>;
  },
): void {
  app.patch(
    `/${path}/:uuid/`,
    { schema: { tags, summary, params: uuidParams, body, response: { 200: item, 404: detailSchema } } },
    async (request) => {
      const row = await find(request);
      requirePermission(request.actor, 'NETWORK.MANAGE', row.project);
      const fields = request.body as z.output<Body>;
      await context.db.transaction().execute((tx) => change(tx, request.actor, row, fields));
      return show(request, row.uuid);
    },
  );
}

/** Registers the DELETE; `remove` throws `in-use`. */
export function deleteRoute<Row extends BackendRow>(
  { app, context, path, find }: NetworkObjects<Row>,
  { summary, remove }: { summary: string; remove: (tx: Tx, actor: Actor, row: Row) => Promise<void> },
): void {
  const response = { 204: z.null(), 404: detailSchema, 409: detailSchema };
  app.delete(`/${path}/:uuid/`, { schema: { tags, summary, params: uuidParams, response } }, async (request, reply) => {
    const row = await find(request);
    requirePermission(request.actor, 'NETWORK.MANAGE', row.project);
    await context.db.transaction().execute((tx) => remove(tx, request.actor, row));
    return reply.code(204).send(null);
  });
}
