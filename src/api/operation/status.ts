import { sql } from 'kysely';
import { z } from 'zod';
import type { Settings } from '../../common/settings.ts';
import type { SettingKey } from '../../common/state-directory.ts';
import { requireStaff } from '../../identity/index.ts';
import type { Database } from '../../db/index.ts';
import type { ApiContext } from '../context.ts';
import { routesOn } from '../http/route.ts';
import { problemSchema, versionSchema } from '../http/schemas.ts';
import { preparationState } from '../states.ts';
import type { App } from '../http/app.ts';
import { onlyRowOf } from '../../db/index.ts';

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
      state: preparationState,
      message: z.string(),
      fraction: z.number(),
      error: problemSchema.nullable(),
    }),
    counts: z.object({ instances: z.int(), running: z.int(), orders_executing: z.int() }),
  })
  .meta({ id: 'Status' });

const countsRow = z.strictObject({
  pool: z.string().nullable(),
  instances: z.int(),
  running: z.int(),
  orders_executing: z.int(),
});

export function statusRoutes(app: App, { db, settings, version, preparation }: ApiContext): void {
  app.get(
    '/version/',
    {
      config: { public: true },
      schema: { tags: ['Operation'], summary: 'Version', security: [], response: { 200: versionSchema } },
    },
    () => Promise.resolve({ version }),
  );

  const on = routesOn(app, db, { tag: 'Operation', permission: ({ actor }) => requireStaff(actor), refuses: [403] });
  on('GET', '/status/', {
    summary: 'What the cloud is and does (staff)',
    query: z.object({
      after: z.coerce.number().int().default(0).describe('Waits up to 20 s for a newer preparation.seq'),
    }),
    answer: {
      status: 200,
      schema: statusSchema,
      body: async ({ query: { after } }) => {
        const state = await preparation.after(after, after === 0 ? 0 : longPollMs);
        const { pool, ...counts } = await countsOf(db);
        return {
          version,
          driver: settings.driver,
          home: settings.home,
          accelerator: preparation.accelerator,
          evidence: preparation.evidence,
          floating_pool: pool,
          database: settings.database_url === null ? 'own PostgreSQL in the state directory' : 'external PostgreSQL',
          settings: presentSettings(settings),
          preparation: state,
          counts,
        };
      },
    },
  });
}

function countsOf(db: Database) {
  const query = sql`
    SELECT (SELECT cidr::text FROM subnet WHERE project IS NULL LIMIT 1) AS pool,
      (SELECT count(*)::int FROM instance WHERE reserved) AS instances,
      (SELECT count(*)::int FROM instance WHERE reserved AND runtime_state = 'ACTIVE') AS running,
      (SELECT count(*)::int FROM "order" WHERE state = 'executing') AS orders_executing`;
  return onlyRowOf(db, countsRow, query);
}

function presentSettings(settings: Settings) {
  // a database URL may carry a password: it is never shown
  const shown = (key: SettingKey): string | null =>
    key === 'database_url' && settings[key] !== null ? '(set)' : (settings[key]?.toString() ?? null);
  return (Object.keys(settings.sources) as SettingKey[]).map((key) => ({
    key,
    value: shown(key),
    source: settings.sources[key],
  }));
}
