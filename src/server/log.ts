import type { Logger } from 'pino';
import { createLog } from '../common/log.ts';
import type { Settings } from '../common/settings.ts';
import { LogFile } from './log-file.ts';

/** The log of a control plane: its file, wherever it was started from; in the foreground standard output, too. */
export function serverLog({ home, log_level: level }: Settings, foreground: boolean): Logger {
  const file = new LogFile(home);
  if (!foreground) return createLog(level, file);
  const both = (line: string): void => {
    file.write(line);
    process.stdout.write(line);
  };
  return createLog(level, { write: both });
}
