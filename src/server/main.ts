import { createWriteStream, type WriteStream } from 'node:fs';
import { flushCompileCache } from 'node:module';
import pino from 'pino';
import { asProblem, stored } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { startServer } from './server.ts';

// who starts us may listen on a pipe for how it goes
const fd = process.env['SLIPWAY_READY_FD'];
const pipe: WriteStream | null = fd === undefined ? null : createWriteStream('', { fd: Number(fd) });
pipe?.on('error', () => {});
const say = (line: object): void => void pipe?.write(`${JSON.stringify(line)}\n`);

const log = pino({ base: null, redact: ['req.headers.authorization'] });

// a stray failure is logged, not fatal: rows are the truth and every run is found again
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));

try {
  const settings = readSettings();
  const server = await startServer({ settings, log, tell: (message, fraction) => say({ message, fraction }) });
  say({ ready: server.url });
  pipe?.end();
  log.info({ url: server.url, home: settings.home }, 'ready');
  // Node writes it at a clean end only, and the start that has to be quick is the one after a kill
  flushCompileCache();
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.stop({ database: true }).then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'the server did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const problem = asProblem(error);
  log.fatal({ err: error }, problem.message);
  say({ error: stored(problem) });
  pipe?.end(() => process.exit(1));
  if (pipe === null) process.exit(1);
}
