import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { readSettings } from '../../src/common/settings.ts';
import { openConsole } from '../../src/server/console/console.ts';
import { startServer } from '../../src/server/server.ts';

/** A control plane that kills itself at the point that the file `kill-at` in the state directory names, once. */
const settings = readSettings();
const order = join(settings.home, 'kill-at');
const log = pino();
const server = await startServer({
  settings,
  log,
  webConsole: process.env['TEST_CONSOLE'] === undefined ? null : openConsole(log),
  debugPoint: (point) => {
    if (existsSync(order) && readFileSync(order, 'utf8') === point) {
      rmSync(order);
      process.kill(process.pid, 'SIGKILL');
    }
    return Promise.resolve();
  },
});
process.once('SIGTERM', () => void server.stop({ database: true }).then(() => process.exit(0)));
process.send?.('ready');
