import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { audit, requireStaff } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { confirmed } from '../http/answers.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import type { App } from '../http/app.ts';

const ownedSchema = z.object({ kind: z.string(), detail: z.string() }).meta({ id: 'OwnedObject' });
const objectSchema = z.object({ kind: z.string(), id: z.string().nullable(), detail: z.string() });
const stayingSchema = objectSchema.extend({ reason: z.string() });
const repairSchema = z
  .object({
    removed: z.array(objectSchema),
    trashed: z.array(objectSchema).meta({ description: 'Moved to the trash' }),
    kept: z.array(stayingSchema).meta({ description: 'What a guest runs with' }),
    failed: z.array(stayingSchema),
  })
  .meta({ id: 'Repair' });
const repairBody = z
  .object({
    details: z
      .array(z.string().max(4_096))
      .max(10_000)
      .optional()
      .meta({ description: 'Touch nothing but these orphans, by their `detail`; left out: all of them' }),
  })
  .nullish();
const trashedSchema = z
  .object({
    ...objectSchema.shape,
    uuid: z.uuid(),
    at: time,
    kept_until: time.meta({ description: 'From then on it may be deleted for good' }),
    bytes: z.int(),
    places: z.array(z.string()).meta({ description: 'Where it was, below the state directory' }),
  })
  .meta({ id: 'Trashed' });

export const doctorSchema = z
  .object({
    ok: z.boolean(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), remedy: z.string() })),
    orphans: z.array(
      stayingSchema.extend({
        fate: z.enum(['removed', 'trashed', 'kept']).meta({ description: 'What a repair does' }),
      }),
    ),
    missing: z.array(objectSchema),
  })
  .meta({ id: 'Diagnosis' });

export function doctorRoutes(app: App, { db, diagnose, repair, trash, receipt }: ApiContext): void {
  const read = routesOn(app, db, { tag: 'Operation', permission: ({ actor }) => requireStaff(actor), refuses: [403] });
  read('GET', '/doctor/', {
    summary: 'Is the machine fit, and do rows and host say the same? (staff)',
    answer: { status: 200, schema: doctorSchema, body: () => diagnose() },
  });
  const write = routesOn(app, db, { tag: 'Operation', permission: 'CLOUD.OPERATE' });
  write('POST', '/doctor/fix/', {
    summary: 'Take away what is on the host without a row (staff)',
    body: repairBody,
    runAlone: async ({ actor, body }) => {
      const repaired = await repair(body?.details === undefined ? null : new Set(body.details));
      const detail = { removed: repaired.removed.length, trashed: repaired.trashed.length };
      await audit(db, actor, 'doctor.fix', { detail });
      return repaired;
    },
    answer: { status: 200, schema: repairSchema, body: ({ done }) => done },
  });
  read('GET', '/doctor/trash/', {
    summary: 'What was taken aside, and can be put back (staff)',
    answer: {
      status: 200,
      schema: z.array(trashedSchema),
      body: async () => {
        const entries = await trash.list();
        return entries.map(({ at, kept_until, ...entry }) => ({
          ...entry,
          at: at.toISOString(),
          kept_until: kept_until.toISOString(),
        }));
      },
    },
  });
  write('POST', '/doctor/trash/:uuid/restore/', {
    summary: 'Put back where it was what is in the trash (staff)',
    refuses: [409],
    runAlone: async ({ request, actor }) => {
      const uuid = parseUuid((request.params as { uuid: string }).uuid);
      if (uuid === null) throw notFound();
      await trash.restore(uuid);
      await audit(db, actor, 'doctor.restore', { object: uuid });
    },
    answer: confirmed('It is where it was.'),
  });
  read('GET', '/doctor/receipts/:uuid/', {
    summary: 'What a VM owns on the host (staff)',
    answer: {
      status: 200,
      schema: z.array(ownedSchema),
      body: async ({ request }) => {
        const uuid = parseUuid((request.params as { uuid: string }).uuid);
        const vm = uuid === null ? null : await findInstance(db, uuid, sql<boolean>`i.reserved`);
        if (vm === null) throw notFound();
        return receipt(vm.uuid);
      },
    },
  });
}
