import { z } from 'zod';
import { audit, requireStaff } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';

const backupsSchema = z.array(
  z
    .object({
      made: time,
      occasion: z.enum(['daily', 'migration', 'asked']).meta({ description: 'Each of them keeps its last 7' }),
      path: z.string().meta({ description: 'On the machine of the control plane' }),
      bytes: z.int(),
    })
    .meta({ id: 'Backup' }),
);

/** The backups of its records that the cloud has made by itself, and one more. */
export function backupRoutes(app: App, { db, backups }: ApiContext): void {
  const body = async () => (await backups.list()).map(({ made, ...rest }) => ({ ...rest, made: made.toISOString() }));
  const answer = { status: 200, schema: backupsSchema, body } as const;
  routesOn(app, db, { tag: 'Operation', permission: ({ actor }) => requireStaff(actor), refuses: [403] })(
    'GET',
    '/backups/',
    { summary: 'The backups of its records that the cloud has, newest first (staff)', answer },
  );
  routesOn(app, db, { tag: 'Operation', permission: 'CLOUD.OPERATE' })('POST', '/backups/', {
    summary: 'Back the records of the cloud up now (staff)',
    refuses: [507],
    runAlone: async ({ actor }) => {
      await backups.make();
      await audit(db, actor, 'backup.make', {});
    },
    answer,
  });
}
