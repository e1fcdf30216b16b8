import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { audit, requireStaff } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

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
  const read = routesOn(app, db, { tag: 'Operation', permission: ({ actor }) => requireStaff(actor), refuses: [403] });
  read('GET', '/doctor/', {
    summary: 'Is the machine fit, and do rows and host say the same? (staff)',
    answer: { status: 200, schema: doctorSchema, body: () => diagnose() },
  });
  routesOn(app, db, { tag: 'Operation', permission: 'CLOUD.OPERATE' })('POST', '/doctor/fix/', {
    summary: 'Remove what is on the host without a row (staff)',
    runAlone: async ({ actor }) => {
      const repaired = await repair();
      await audit(db, actor, 'doctor.fix', { detail: { removed: repaired.removed.length } });
      return repaired;
    },
    answer: { status: 200, schema: repairSchema, body: ({ done }) => done },
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
