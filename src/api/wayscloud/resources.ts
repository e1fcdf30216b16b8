import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Actor, audit, visible } from '../../identity/index.ts';
import {
  findInstance,
  type InstanceView,
  listInstances,
  type PowerAction,
  powerActions,
  whyNot,
} from '../../instances/index.ts';
import { instanceName, orderTermination, requestPower } from '../../orders/index.ts';
import type { ApiContext, App } from '../context.ts';
import { conflict, detailSchema, notFound } from '../errors.ts';
import { baseUrl, envelope, paged, pageQuery, window } from '../paging.ts';
import { filter, named, nameFilters, uuidFilter, uuidParams } from './filters.ts';
import { presentResource, resourceSchema, rowRuntimeState, rowState } from './resources.schema.ts';

const tags = ['Resources'];

const listQuery = z.object({
  ...pageQuery,
  ...nameFilters,
  state: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('Repeatable; left out: all but Terminated'),
  runtime_state: z.string().max(20).optional(),
  project_uuid: uuidFilter,
  offering_uuid: uuidFilter,
});

const changes = z.object({
  name: instanceName.optional(),
  description: z.string().max(4096).optional(),
  auto_restart: z.boolean().optional(),
});

export function resourceRoutes(app: App, context: ApiContext): void {
  const { db, engine, consoleLog, preparation } = context;
  const base = (request: Parameters<typeof baseUrl>[0]): string => baseUrl(request, '/api');

  async function visibleInstance(request: { actor: Actor; params: { uuid: string } }): Promise<InstanceView> {
    const where = visible(request.actor, 'i.project');
    const uuid = parseUuid(request.params.uuid);
    const instance = uuid === null ? null : await findInstance(db, uuid, where);
    if (instance === null) throw notFound();
    return instance;
  }

  app.get(
    '/marketplace-resources/',
    {
      schema: {
        tags,
        summary: 'List VMs',
        querystring: listQuery,
        response: { 200: envelope(resourceSchema) },
      },
    },
    async (request, reply) => {
      const { query, actor } = request;
      let where = named(visible(actor, 'i.project'), 'i.name', query);
      where = filter(where, {
        'i.project': query.project_uuid,
        'i.offering': query.offering_uuid,
        'i.runtime_state': query.runtime_state === undefined ? undefined : rowRuntimeState(query.runtime_state),
      });
      const wanted = query.state === undefined ? null : [query.state].flat().map(rowState);
      where = wanted === null ? sql`${where} AND i.state <> 'TERMINATED'` : sql`${where} AND i.state = ANY(${wanted})`;
      const { count, rows } = await listInstances(db, where, window(query));
      return paged(
        request,
        reply,
        query,
        count,
        rows.map((vm) => presentResource(vm, base(request), preparation.accelerator)),
      );
    },
  );

  app.get(
    '/marketplace-resources/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get a VM',
        params: uuidParams,
        response: { 200: resourceSchema, 404: detailSchema },
      },
    },
    async (request) => presentResource(await visibleInstance(request), base(request), preparation.accelerator),
  );

  app.patch(
    '/marketplace-resources/:uuid/',
    {
      schema: {
        tags,
        summary: 'Rename or describe a VM',
        params: uuidParams,
        body: changes,
        response: {
          200: resourceSchema,
          404: detailSchema,
          409: detailSchema,
        },
      },
    },
    async (request) => {
      const vm = await visibleInstance(request);
      const reason = whyNot('update', vm);
      if (reason !== null) throw conflict(reason);
      const set = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined));
      if (Object.keys(set).length === 0) {
        const errors = new FieldErrors();
        errors.add(['non_field_errors'], `Nothing to change: give one of ${Object.keys(changes.shape).join(', ')}.`);
        throw new InvalidRequest(errors);
      }
      await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('instance')
          .set({ ...set, modified: new Date() })
          .where('uuid', '=', vm.uuid)
          .execute();
        await audit(tx, request.actor, 'instance.update', { object: vm.uuid, project: vm.project, detail: set });
      });
      return presentResource(await visibleInstance(request), base(request), preparation.accelerator);
    },
  );

  app.delete(
    '/marketplace-resources/:uuid/',
    {
      schema: {
        tags,
        summary: 'Delete a VM, running or not, with its system volume',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const vm = await visibleInstance(request);
      const verdict = await db.transaction().execute((tx) => orderTermination(tx, engine, request.actor, vm.uuid));
      if ('conflict' in verdict) throw conflict(verdict.conflict);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/marketplace-resources/:uuid/actions/:action/',
    {
      schema: {
        tags,
        summary: 'Start, stop or restart a VM',
        params: uuidParams.extend({ action: z.string() }),
        response: {
          202: z.object({ status: z.string() }),
          404: detailSchema,
          409: detailSchema,
        },
      },
    },
    async (request, reply) => {
      const vm = await visibleInstance(request);
      const { action } = request.params;
      if (!(powerActions as readonly string[]).includes(action)) {
        const errors = new FieldErrors();
        errors.add(['action'], `"${action}" is not an action of a VM. Use one of: ${powerActions.join(', ')}.`);
        throw new InvalidRequest(errors);
      }
      const work = db
        .transaction()
        .execute((tx) => requestPower(tx, engine, request.actor, vm.uuid, action as PowerAction));
      const verdict = await work;
      if ('conflict' in verdict) throw conflict(verdict.conflict);
      return reply.code(202).send({ status: `${action} was scheduled` });
    },
  );

  app.get(
    '/marketplace-resources/:uuid/console_log/',
    {
      schema: {
        tags,
        summary: 'The end of the serial console',
        params: uuidParams,
        querystring: z.object({ length: z.coerce.number().int().min(1).max(1048576).default(65536).describe('Bytes') }),
        response: { 200: z.string(), 404: detailSchema },
      },
    },
    async (request, reply) => {
      const vm = await visibleInstance(request);
      const text = await consoleLog(vm.uuid, request.query.length);
      // fastify sends a string as it is; here it is a JSON one
      return reply.type('application/json').send(JSON.stringify(text));
    },
  );
}
