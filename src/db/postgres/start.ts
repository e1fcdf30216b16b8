import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { moveForGood } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { sendSignal } from '../../common/processes.ts';
import { asAccount, cleanEnvironment, runAs, systemUser } from './account.ts';
import type { Account } from './account.ts';
import { findBinaries, removeOldCopies } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { connectionOf, createDatabase, ping } from './connection.ts';
import { logSince, logSize, openLog } from './log.ts';
import type { PostgresPaths } from './paths.ts';
import { recordedPid, serverProcesses } from './processes.ts';

/** Recovery after a crash may have to replay `max_wal_size` (1 GB) on a slow disk. */
const START_MS = 120_000;
/** How long backends of a killed postmaster may take to notice; the rest are told to quit. */
const ORPHAN_MS = 3_000;

/** Starts PostgreSQL from whatever state it was left in, and returns when it answers. */
export async function startServer(paths: PostgresPaths, user: string): Promise<void> {
  const account = await systemUser(user);
  await prepareDirectories(paths, account);
  const binaries = await findBinaries(paths, account, await dataMajor(paths));
  await initialiseData(paths, account, binaries);
  await launchUntilReady(paths, account, binaries);
  await removeOldCopies(paths, binaries);
}

async function prepareDirectories(paths: PostgresPaths, account: Account): Promise<void> {
  await mkdir(paths.sockets, { recursive: true });
  await chmod(paths.root, 0o711);
  await chown(paths.sockets, account.uid, account.gid);
  await chmod(paths.sockets, 0o700);
  // What a killed start left behind; a start that is under way is younger.
  for (const name of (await readdir(paths.root)).filter((entry) => entry.startsWith('new-'))) {
    const left = join(paths.root, name);
    const age =
      Date.now() -
      (await stat(left).then(
        (stats) => stats.mtimeMs,
        () => Date.now(),
      ));
    if (age > 600_000) await rm(left, { recursive: true, force: true });
  }
}

/** The major version that made the data, or null when there is none yet. */
async function dataMajor(paths: PostgresPaths): Promise<number | null> {
  const version = await readFile(join(paths.data, 'PG_VERSION'), 'utf8').catch(() => null);
  return version === null ? null : Number.parseInt(version, 10);
}

/** Makes the data directory whole or not at all: a killed `initdb` leaves only a `new-` directory. */
async function initialiseData(paths: PostgresPaths, account: Account, { bin, major }: Binaries): Promise<void> {
  if ((await dataMajor(paths)) !== null) return;
  const fresh = await mkdtemp(join(paths.root, 'new-'));
  try {
    await chown(fresh, account.uid, account.gid);
    const locale = major >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8'];
    const flags = ['--auth=trust', '--encoding=UTF8', ...locale, '--data-checksums', '--no-instructions'];
    const args = ['-D', fresh, '-U', connectionOf(paths).user, ...flags];
    const { code, stderr } = await runAs(account, join(bin, 'initdb'), args, START_MS);
    if (code !== 0) throw startProblem('initdb failed', stderr, paths);
    // initdb has flushed what is in it; when somebody else was faster, theirs has the same
    await moveForGood(fresh, paths.data);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function launchUntilReady(paths: PostgresPaths, account: Account, binaries: Binaries): Promise<void> {
  const connection = connectionOf(paths);
  const started = Date.now();
  let server: Server | null = null;
  while (Date.now() - started < START_MS) {
    const answer = await ping(connection);
    if (answer === 'ready') return;
    if (answer === 'no-database') await createDatabase(connection);
    else if (answer === 'absent' && server?.ended === false) await sign(paths, server);
    else if (answer === 'absent' && (await serverProcesses(paths)).length > 0) {
      if (Date.now() - started > ORPHAN_MS) await quitOrphans(paths);
      await sign(paths, null);
    } else if (answer === 'absent') {
      if (server !== null) {
        await assertWorthAnotherTry(server, paths);
        await sign(paths, null);
      }
      server = await launch(paths, account, binaries);
    } else await sign(paths, server);
  }
  const held = await serverProcesses(paths);
  const looks = [...(held.length === 0 ? [] : [`"ps ${held.join(' ')}"`]), `"tail ${paths.log}"`];
  const message = `PostgreSQL did not answer within ${START_MS / 1000} s`;
  const remedy = `See what it does by ${looks.join(' and ')}, then try again.`;
  throw new Problem('postgres-not-answering', message, remedy, { transient: true });
}

interface Server {
  ended: boolean;
  exit: Promise<void>;
  /** Where its messages begin in the log. */
  logOffset: number;
}

/** Starts the postmaster in a session of its own, so that it outlives us. */
async function launch(paths: PostgresPaths, account: Account, { bin }: Binaries): Promise<Server> {
  const settings = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: `"${paths.sockets.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    // Statements and row values never reach the log: they may be secrets.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    // in its directory: /dev/shm would keep what a killed server had there once its directory is removed
    dynamic_shared_memory_type: 'mmap',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = asAccount(account, join(bin, 'postgres'), ['-D', paths.data, ...options]);
  // After a crash the pid in its pid file may be another process's by now. PostgreSQL does not take this one for a
  // postmaster, still looks whether the shared memory is in use, and replaces the file itself.
  const recorded = await recordedPid(paths);
  const stale = recorded === null || recorded.running ? {} : { PG_GRANDPARENT_PID: `${recorded.pid}` };
  const env = { ...cleanEnvironment, ...stale };
  const logOffset = await logSize(paths.log);
  const log = await openLog(paths.log);
  try {
    const stdio = ['ignore' as const, log.fd, log.fd];
    const child = spawn(command.program, command.args, { detached: true, stdio, env, cwd: '/' });
    child.unref();
    const server: Server = { ended: false, exit: Promise.resolve(), logOffset };
    server.exit = new Promise((resolve) => {
      child.once('exit', resolve).once('error', resolve);
    }).then(() => void (server.ended = true));
    return server;
  } finally {
    await log.close();
  }
}

/** Resolves at the next sign of change: the server ended, or wrote its state to its pid file; 250 ms at most. */
async function sign(paths: PostgresPaths, server: Server | null): Promise<void> {
  const watcher = watch(paths.data);
  let timer: NodeJS.Timeout | undefined;
  const change = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 250);
    watcher.on('error', () => {});
    watcher.on('change', (_, file) => {
      if (file === 'postmaster.pid') resolve();
    });
  });
  await Promise.race(server?.ended === false ? [change, server.exit] : [change]);
  clearTimeout(timer);
  watcher.close();
}

/** A backend in a long query does not notice that its postmaster was killed, and the next one must wait for it. */
async function quitOrphans(paths: PostgresPaths): Promise<void> {
  if ((await recordedPid(paths))?.running === true) return;
  for (const pid of await serverProcesses(paths)) sendSignal(pid, 'SIGQUIT');
}

/** Throws what the ended server said, unless it only met another one's lock file or shared memory. */
async function assertWorthAnotherTry(server: Server, paths: PostgresPaths): Promise<void> {
  const said = await logSince(paths.log, server.logOffset);
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(said)) return;
  throw startProblem('PostgreSQL ended while it was starting', said, paths);
}

function startProblem(what: string, said: string, paths: PostgresPaths): Problem {
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(paths);
  const lines = said.trim().split('\n');
  const reason = lines.filter((line) => /FATAL|PANIC|error:/.test(line)).slice(-2);
  const message = `${what}: ${(reason.length > 0 ? reason : lines.slice(-2)).join(' ').slice(0, 400)}`;
  return new Problem('postgres-not-started', message, `Read ${paths.log}; the data in ${paths.data} is untouched.`);
}

/** Nothing is lost by a full disk: PostgreSQL goes on when there is room again. */
export function diskFull(paths: PostgresPaths): Problem {
  const message = `The disk of ${paths.root} is full, so PostgreSQL cannot start`;
  const remedy = `Free about 200 MiB there ("df -h ${paths.root}"), then try again.`;
  return new Problem('disk-full', message, remedy, { transient: true });
}
