import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { audit, requirePermission, requireStaff } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import type { App } from '../http/app.ts';

const tags = ['Operation'];

const ownedSchema = z.object({ kind: z.string(), detail: z.string() }).meta({ id: 'OwnedObject' });
const objectSchema = z.object({ kind: z.string(), id: z.string().nullable(), detail: z.string() });
const repairSchema = z
  .object({ removed: z.array(objectSchema), failed: z.array(objectSchema.extend({ reason: z.string() })) })
  .meta({ id: 'Repair' });

const doctorSchema = z
  .object({
    ok: z.boolean(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), remedy: z.string() })),
    orphans: z.array(objectSchema),
    missing: z.array(z.object({ kind: z.string(), id: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Diagnosis' });

export function doctorRoutes(app: App, { db, diagnose, repair, receipt }: ApiContext): void {
  app.get(
    '/doctor/',
    {
      schema: {
        tags,
        summary: 'Is the machine fit, and do rows and host say the same? (staff)',
        response: { 200: doctorSchema, 403: detailSchema },
      },
    },
    async (request) => {
      requireStaff(request.actor);
      return diagnose();
    },
  );

  app.post(
    '/doctor/fix/',
    {
      schema: {
        tags,
        summary: 'Remove what is on the host without a row (staff)',
        response: { 200: repairSchema, 403: detailSchema },
      },
    },
    async (request) => {
      requirePermission(request.actor, 'CLOUD.OPERATE', null);
      const done = await repair();
      await audit(db, request.actor, 'doctor.fix', { detail: { removed: done.removed.length } });
      return done;
    },
  );

  app.get(
    '/doctor/receipts/:uuid/',
    {
      schema: {
        tags,
        summary: 'What a VM owns on the host (staff)',
        params: uuidParams,
        response: {
          200: z.array(ownedSchema),
          403: detailSchema,
          404: detailSchema,
        },
      },
    },
    async (request) => {
      requireStaff(request.actor);
      const uuid = parseUuid(request.params.uuid);
      const vm = uuid === null ? null : await findInstance(db, uuid, sql<boolean>`i.reserved`);
      if (vm === null) throw notFound();
      return receipt(vm.uuid);
    },
  );
}
