import { sql } from 'kysely';
import { z } from 'zod';
import type { SettingKey } from '../../common/settings.ts';
import { parseUuid } from '../../common/uuid.ts';
import { audit, mayOperate } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import type { ApiContext, App } from '../context.ts';
import { detailSchema, forbidden, notFound } from '../errors.ts';
import { uuidParams } from './filters.ts';
import { problemSchema } from './orders.schema.ts';

const tags = ['Operation'];
const longPollMs = 20_000;

const statusSchema = z
  .object({
    version: z.string(),
    driver: z.string(),
    home: z.string(),
    accelerator: z.string().nullable(),
    evidence: z.string(),
    floating_pool: z.string().nullable(),
    database: z.string(),
    settings: z.array(z.object({ key: z.string(), value: z.string().nullable(), source: z.string() })),
    preparation: z.object({
      seq: z.int(),
      state: z.enum(['running', 'done', 'erred']),
      message: z.string(),
      fraction: z.number(),
      error: problemSchema.nullable(),
    }),
    counts: z.object({ instances: z.int(), running: z.int(), orders_executing: z.int() }),
  })
  .meta({ id: 'Status' });

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

export function operatorRoutes(
  app: App,
  { db, settings, version, preparation, diagnose, repair, receipt }: ApiContext,
): void {
  app.get(
    '/version/',
    {
      config: { public: true },
      schema: { tags, summary: 'Version', security: [], response: { 200: z.object({ version: z.string() }) } },
    },
    () => Promise.resolve({ version }),
  );

  app.get(
    '/status/',
    {
      schema: {
        tags,
        summary: 'What the cloud is and does (staff)',
        querystring: z.object({
          after: z.coerce.number().int().default(0).describe('Waits up to 20 s for a newer preparation.seq'),
        }),
        response: { 200: statusSchema, 403: detailSchema },
      },
    },
    async (request) => {
      if (!mayOperate(request.actor)) throw forbidden();
      const state = await preparation.after(request.query.after, request.query.after === 0 ? 0 : longPollMs);
      const { rows } = await sql<{ pool: string | null; instances: number; running: number; orders: number }>`
        SELECT (SELECT cidr::text FROM subnet WHERE project IS NULL LIMIT 1) AS pool,
          (SELECT count(*)::int FROM instance WHERE reserved) AS instances,
          (SELECT count(*)::int FROM instance WHERE reserved AND runtime_state = 'ACTIVE') AS running,
          (SELECT count(*)::int FROM "order" WHERE state = 'executing') AS orders
      `.execute(db);
      const row = rows[0];
      // a database URL may carry a password: it is never shown
      const shown = (key: SettingKey): string | null =>
        key === 'database_url' && settings[key] !== null ? '(set)' : settings[key];
      return {
        version,
        driver: settings.driver,
        home: settings.home,
        accelerator: preparation.accelerator,
        evidence: preparation.evidence,
        floating_pool: row?.pool ?? null,
        database: settings.database_url === null ? 'own PostgreSQL in the state directory' : 'external PostgreSQL',
        settings: (Object.keys(settings.sources) as SettingKey[]).map((key) => ({
          key,
          value: shown(key),
          source: settings.sources[key],
        })),
        preparation: state,
        counts: { instances: row?.instances ?? 0, running: row?.running ?? 0, orders_executing: row?.orders ?? 0 },
      };
    },
  );

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
      if (!mayOperate(request.actor)) throw forbidden();
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
      if (!mayOperate(request.actor)) throw forbidden();
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
          200: z.array(z.object({ kind: z.string(), detail: z.string() })),
          403: detailSchema,
          404: detailSchema,
        },
      },
    },
    async (request) => {
      if (!mayOperate(request.actor)) throw forbidden();
      const uuid = parseUuid(request.params.uuid);
      const vm = uuid === null ? null : await findInstance(db, uuid, sql<boolean>`i.reserved`);
      if (vm === null) throw notFound();
      return receipt(vm.uuid);
    },
  );
}
