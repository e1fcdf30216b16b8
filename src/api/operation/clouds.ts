import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { type Database, enums, onlyRowOf, rowsOf } from '../../db/index.ts';
import { everyUserMay, requireStaff } from '../../identity/index.ts';
import { floatingIpsLeft } from '../../network/index.ts';
import { daysUntilFull, readDiskRoom } from '../../quotas/index.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { routesOn } from '../http/route.ts';
import { problemSchema } from '../http/schemas.ts';
import { doctorSchema } from './doctor.ts';

const cloudSchema = z
  .object({
    name: z.string(),
    driver: z.string().meta({ description: 'What kind of backend it is' }),
    is_default: z.boolean().meta({ description: 'Whether a project lives there that is made without saying where' }),
    state: z
      .enum(['ok', 'away'])
      .meta({ description: 'away: it does not answer, or its VMs are not found again yet; all that is there runs on' }),
    accelerator: z.string().nullable().meta({ description: 'null: not proven yet' }),
  })
  .meta({ id: 'Cloud' });

const mib = z.int().meta({ description: 'MiB' });
const detailsSchema = cloudSchema
  .extend({
    evidence: z.string().meta({ description: 'How the accelerator was proven' }),
    error: problemSchema.nullable().meta({ description: 'Why it is away' }),
    vcpus: z.int(),
    memory: mib,
    room: z.object({
      total: mib,
      free: mib,
      promised: mib,
      headroom: mib,
      left: mib,
      full_in_days: z.number().nullable().meta({
        description: 'When nothing is free any more at the pace of the last week; null: never, or too little is known',
      }),
      level: z.enum(enums['backend.disk_level']),
    }),
    floating_ips_left: z.int(),
    projects: z.int(),
    vms: z.int(),
  })
  .meta({ id: 'CloudDetails' });

const rowShape = z.strictObject({ name: z.string(), driver: z.string() });
const countsShape = z.strictObject({ vcpus: z.int(), memory: z.int(), projects: z.int(), vms: z.int() });
const params = z.object({ name: z.string().max(32) });

/** The clouds of this control plane: where a project can live, and for staff what each has and how it is. */
export function cloudRoutes(app: App, context: ApiContext): void {
  const { db } = context;
  const tag = 'Operation';
  routesOn(app, db, { tag, permission: ({ actor }) => everyUserMay(actor) })('GET', '/clouds/', {
    summary: 'Where a project can live',
    answer: {
      status: 200,
      schema: z.array(cloudSchema),
      body: async () => (await cloudsOf(db)).map((row) => present(context, row)),
    },
  });
  const on = routesOn(app, db, { tag, permission: ({ actor }) => requireStaff(actor), refuses: [403] });
  on('GET', '/clouds/:name/', {
    summary: 'What a cloud has, and how it is (staff)',
    params,
    answer: {
      status: 200,
      schema: detailsSchema,
      body: ({ request }) => details(context, (request.params as z.output<typeof params>).name),
    },
  });
  on('GET', '/clouds/:name/doctor/', {
    summary: 'Is one cloud fit, and do rows and backend say the same? (staff)',
    params,
    answer: {
      status: 200,
      schema: doctorSchema,
      body: ({ request }) => {
        const found = context.clouds.of((request.params as z.output<typeof params>).name);
        if (found === null) throw notFound();
        return found.diagnose();
      },
    },
  });
}

function cloudsOf(db: Database): Promise<z.output<typeof rowShape>[]> {
  const query = sql`SELECT cloud AS name, driver FROM backend WHERE removed IS NULL ORDER BY created, cloud`;
  return rowsOf(db, rowShape, query);
}

function present({ clouds }: ApiContext, { name, driver }: z.output<typeof rowShape>): z.input<typeof cloudSchema> {
  const { accelerator = null, away = null } = clouds.of(name) ?? {};
  return { name, driver, is_default: name === clouds.first, state: away === null ? 'ok' : 'away', accelerator };
}

async function details(context: ApiContext, name: string): Promise<z.input<typeof detailsSchema>> {
  const { db, clouds } = context;
  const row = (await cloudsOf(db)).find((each) => each.name === name);
  const known = clouds.of(name);
  if (row === undefined || known === null) throw notFound();
  const query = sql`
    SELECT vcpus, memory_mib AS memory,
      (SELECT count(*)::int FROM project p WHERE p.cloud = b.cloud AND p.removed IS NULL) AS projects,
      (SELECT count(*)::int FROM instance i JOIN project p ON p.uuid = i.project WHERE p.cloud = b.cloud AND i.reserved) AS vms
    FROM backend b WHERE b.cloud = ${name}`;
  return {
    ...present(context, row),
    evidence: known.evidence,
    error: known.away,
    ...(await onlyRowOf(db, countsShape, query)),
    room: { ...(await readDiskRoom(db, name)), full_in_days: await daysUntilFull(db, name) },
    floating_ips_left: await floatingIpsLeft(db, name),
  };
}
