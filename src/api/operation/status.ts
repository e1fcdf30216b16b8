import { sql } from 'kysely';
import { z } from 'zod';
import { takenBytes } from '../../common/files.ts';
import { logDirectory } from '../../common/log-files.ts';
import type { Settings } from '../../common/settings.ts';
import type { SettingKey } from '../../common/state-directory.ts';
import { requireStaff } from '../../identity/index.ts';
import type { Database } from '../../db/index.ts';
import type { ApiContext } from '../context.ts';
import { routesOn } from '../http/route.ts';
import { problemSchema, time, versionSchema } from '../http/schemas.ts';
import { preparationState } from '../states.ts';
import type { App } from '../http/app.ts';
import { onlyRowOf } from '../../db/index.ts';
import { floatingIpsLeft } from '../../network/index.ts';

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
    started: time.meta({ description: 'Since when this control plane runs' }),
    host: z
      .object({
        vcpus: z.int(),
        memory_mib: z.int(),
        memory_left_mib: z.int(),
        disk_mib: z.int(),
        disk_left_mib: z.int(),
        images_mib: z.int().meta({ description: 'What images that are ready take of the disk' }),
        volumes_mib: z.int().meta({ description: 'What all volumes may come to take of it' }),
        logs_mib: z.int().meta({ description: 'What the logs of the control plane and of its own database take' }),
        floating_ips_left: z.int(),
      })
      .nullable()
      .meta({ description: 'What there is to give, and what is left; null: it is not known yet' }),
  })
  .meta({ id: 'Status' });

const countsRow = z.strictObject({
  pool: z.string().nullable(),
  instances: z.int(),
  running: z.int(),
  orders_executing: z.int(),
});
const heldRow = z.strictObject({ images_mib: z.int(), volumes_mib: z.int() });

export function statusRoutes(app: App, { db, settings, version, preparation, capacity }: ApiContext): void {
  app.get(
    '/version/',
    {
      config: { public: true },
      schema: { tags: ['Operation'], summary: 'Version', security: [], response: { 200: versionSchema } },
    },
    () => Promise.resolve({ version }),
  );

  const started = new Date(Date.now() - process.uptime() * 1000).toISOString();
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
        const { pool, ...counts } = await countsOf(db, settings.default_cloud);
        return {
          version,
          driver: [...new Set(settings.clouds.map(({ driver }) => driver))].join(', '),
          home: settings.home,
          accelerator: preparation.accelerator,
          evidence: preparation.evidence,
          floating_pool: pool,
          database: settings.database_url === null ? 'own PostgreSQL in the state directory' : 'external PostgreSQL',
          settings: presentSettings(settings),
          preparation: state,
          counts,
          started,
          // a backend that does not answer has nothing to do with what else is told
          host: state.state === 'done' ? await hostOf(db, settings, capacity).catch(() => null) : null,
        };
      },
    },
  });
}

async function hostOf(db: Database, { default_cloud: cloud, home }: Settings, capacity: ApiContext['capacity']) {
  const query = sql`
    SELECT (SELECT coalesce(sum(size_bytes) / 1048576, 0)::int FROM image_copy WHERE cloud = ${cloud}) AS images_mib,
      (SELECT coalesce(sum(v.size_mib), 0)::float8 FROM volume v JOIN project p ON p.uuid = v.project
        WHERE v.reserved AND p.cloud = ${cloud}) AS volumes_mib`;
  const [{ vcpus, memoryMiB, diskMiB, total }, held, left, logs] = await Promise.all([
    capacity(cloud),
    onlyRowOf(db, heldRow, query),
    floatingIpsLeft(db, cloud),
    takenBytes(logDirectory(home)),
  ]);
  return {
    ...held,
    logs_mib: Math.ceil(logs / 2 ** 20),
    vcpus,
    memory_mib: total.memoryMiB,
    memory_left_mib: memoryMiB,
    disk_mib: total.diskMiB,
    disk_left_mib: diskMiB,
    floating_ips_left: left,
  };
}

function countsOf(db: Database, cloud: string) {
  const query = sql`
    SELECT (SELECT cidr::text FROM subnet WHERE cloud = ${cloud}) AS pool,
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
