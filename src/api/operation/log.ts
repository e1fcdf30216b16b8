import { open } from 'node:fs/promises';
import { z } from 'zod';
import { logLevels } from '../../common/log-levels.ts';
import { logPath } from '../../common/log-files.ts';
import { requireStaff } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { routesOn } from '../http/route.ts';

/** So much of the end of the log is looked through, bytes. */
const lookBytes = 2 * 2 ** 20;

const lineSchema = z
  .object({
    time: z.string().nullable(),
    level: z.string().meta({ description: 'Empty: the last words of a process, which are no line of the logger' }),
    message: z.string(),
    fields: z.record(z.string(), z.unknown()).meta({ description: 'What the line is about' }),
  })
  .meta({ id: 'LogLine' });
type LogLine = z.output<typeof lineSchema>;

/** The end of what the control plane has logged, for staff who are not at the machine. */
export function logRoutes(app: App, { db, settings }: ApiContext): void {
  const on = routesOn(app, db, { tag: 'Operation', permission: ({ actor }) => requireStaff(actor), refuses: [403] });
  on('GET', '/log/', {
    summary: 'The end of what the control plane has logged (staff)',
    query: z.object({
      lines: z.coerce.number().pipe(z.int().min(1).max(1000)).default(200),
      level: z.enum(logLevels).default('info').describe('Lines of this level or a worse one'),
      request: z.string().max(100).optional().describe('Of the request with this `x-request-id`, and what came of it'),
    }),
    answer: {
      status: 200,
      schema: z.array(lineSchema),
      body: async ({ query: { lines, level, request } }) => {
        const worse = new Set<string>([...logLevels.slice(logLevels.indexOf(level)), 'fatal', '']);
        const all = (await endOf(logPath(settings.home))).map(readLine);
        const wanted = (line: LogLine) => request === undefined || line.fields['request_id'] === request;
        return all.filter((line) => worse.has(line.level) && wanted(line)).slice(-lines);
      },
    },
  });
}

/** The whole lines at the end of a file; none when it is not there. */
async function endOf(path: string): Promise<string[]> {
  await using file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return [];
  const { size } = await file.stat();
  const from = Math.max(0, size - lookBytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  const lines = buffer.subarray(0, bytesRead).toString().split('\n');
  // the first may have begun before it was looked at
  return lines.slice(from === 0 ? 0 : 1).filter((line) => line !== '');
}

const known = z.looseObject({ time: z.string(), level: z.string(), msg: z.string().default('') });

function readLine(text: string): LogLine {
  try {
    const { time, level, msg: message, ...fields } = known.parse(JSON.parse(text));
    return { time, level, message, fields };
  } catch {
    return { time: null, level: '', message: text, fields: {} };
  }
}
