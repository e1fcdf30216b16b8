import { join } from 'node:path';
import { logDirectory } from '../../common/log-files.ts';
import { Problem } from '../../common/problem.ts';

export interface PostgresPaths {
  home: string;
  /** Root's own, traversable: holds the data, the socket directory and the copied binaries. */
  root: string;
  data: string;
  /** 0700, the socket's directory; also the `host` of every connection. */
  sockets: string;
  log: string;
}

/** `sun_path` is 108 bytes with its closing NUL. */
const LONGEST_SOCKET_PATH = 107;

/** Where PostgreSQL lives below `home`. Throws `home-too-long` when its socket's path would not fit a unix address. */
export function postgresPaths(home: string): PostgresPaths {
  const root = join(home, 'postgres');
  const sockets = join(root, 'run');
  const excess = Buffer.byteLength(join(sockets, '.s.PGSQL.5432')) - LONGEST_SOCKET_PATH;
  if (excess > 0) {
    const message = `The state directory ${home} is ${excess} bytes too long for the socket of PostgreSQL inside it`;
    throw new Problem('home-too-long', message, undefined, {
      constraint: `the kernel takes socket paths of ${LONGEST_SOCKET_PATH} bytes at most`,
    });
  }
  return { home, root, sockets, data: join(root, 'data'), log: join(logDirectory(home), 'postgres.log') };
}
