import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { requirePermission } from '../../identity/index.ts';
import { instanceName, type InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import { endDate, updateInstance } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

const changes = z.object({
  name: instanceName.optional().describe('The host name too: DHCP tells it at once, the guest takes it when it boots'),
  description: z.string().max(4096).optional(),
  end_date: endDate.optional(),
  auto_restart: z.boolean().optional(),
  termination_protection: z.boolean().optional(),
});

interface Family<Shown> {
  /** With the parameter: `/openstack-instances/:uuid`. */
  prefix: string;
  tag: string;
  /** For the description: `a VM`. */
  one: string;
  item: z.ZodType<unknown, Shown>;
  find: (request: FastifyRequest) => Promise<InstanceView>;
  show: (request: FastifyRequest, uuid: string) => Promise<Shown>;
  /** Changes what is no VM and has these paths too; null: the path names a VM. */
  changeOther?: (request: FastifyRequest) => Promise<Shown | null>;
}

/** PATCH and PUT of a VM: both change what is given and leave the rest, as Waldur's clients expect. */
export function instanceChangeRoutes<Shown>(app: App, { db }: Pick<ApiContext, 'db'>, family: Family<Shown>): void {
  const { prefix, tag, one, item, find, show, changeOther } = family;
  for (const [method, summary] of [
    ['PATCH', `Rename, describe, protect or time ${one}`],
    ['PUT', `Change ${one}; what is left out stays as it is`],
  ] as const) {
    app.route({
      method,
      url: `${prefix}/`,
      schema: {
        tags: [tag],
        summary,
        params: uuidParams,
        body: changes,
        response: { 200: item, 404: detailSchema, 409: detailSchema },
      },
      handler: async (request) => {
        const { body } = request;
        const other = await changeOther?.(request);
        if (other != null) return other;
        const vm = await find(request);
        requirePermission(request.actor, 'RESOURCE.UPDATE', vm.project);
        if (body.end_date !== undefined) requirePermission(request.actor, 'RESOURCE.TERMINATE', vm.project);
        if (Object.values(body).every((value) => value === undefined)) {
          throw invalid('non_field_errors', `Nothing to change: give one of ${Object.keys(changes.shape).join(', ')}.`);
        }
        await db.transaction().execute((tx) => updateInstance(tx, request.actor, vm.uuid, body));
        return show(request, vm.uuid);
      },
    });
  }
}
