import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../common/command.ts';
import type { CommandResult } from '../../common/command.ts';
import { Problem } from '../../common/problem.ts';

const removalMs = 10_000;

/** The unprivileged system user that PostgreSQL runs as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Finds the system user `name`, or makes it: own group, no home, no shell. Needs root. */
export async function systemUser(name: string): Promise<Account> {
  if (process.getuid?.() !== 0) {
    throw new Problem('not-root', 'PostgreSQL runs as a user of its own, which only root can set up');
  }
  const found = await passwdEntry(name);
  if (found !== null) return found;
  const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const created = await run('useradd', [...flags, '--shell', '/usr/sbin/nologin', '--', name], { check: false });
  // Another process may have made it in between, so what counts is that it is there.
  const account = await passwdEntry(name);
  if (account !== null) return account;
  const remedy = `Create the system user ${name} by hand: useradd --system --user-group ${name}`;
  throw new Problem('user-not-created', `useradd could not make ${name}: ${created.stderr.trim()}`, remedy);
}

/** Removes the system user unless it is gone; waits for its last processes, and for others that change users. */
export async function removeSystemUser(name: string): Promise<void> {
  for (const deadline = Date.now() + removalMs; ; await sleep(100)) {
    const { code, stderr } = await run('userdel', ['--', name], { check: false });
    if (code === 0 || (await passwdEntry(name)) === null) return;
    if (Date.now() > deadline) {
      const remedy = `See what runs as ${name} ("ps -u ${name}"), end it, and do it again.`;
      throw new Problem('user-not-removed', `userdel could not remove ${name}: ${stderr.trim()}`, remedy);
    }
  }
}

async function passwdEntry(name: string): Promise<Account | null> {
  const { stdout, code } = await run('getent', ['passwd', '--', name], { check: false });
  const [, , uid, gid] = stdout.split(':');
  return code === 0 && uid !== undefined && gid !== undefined ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/** The command line that runs `program` as `account`, without a way back to root. */
export function asAccount(account: Account, program: string, args: string[]): { program: string; args: string[] } {
  const identity = ['--reuid', `${account.uid}`, '--regid', `${account.gid}`, '--clear-groups', '--no-new-privs'];
  return { program: 'setpriv', args: [...identity, '--', program, ...args] };
}

/** The whole environment of PostgreSQL: none of ours, which may hold secrets and `PG…` variables. */
export const cleanEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs `program` as `account` to its end; never throws for its exit code. */
export function runAs(account: Account, program: string, args: string[], timeoutMs: number): Promise<CommandResult> {
  const command = asAccount(account, program, args);
  return run(command.program, command.args, { check: false, timeoutMs, env: cleanEnvironment, cwd: '/' });
}

/** The first directory from `/` down to `path` that `account` may not enter, or null. */
export async function closedDirectory(account: Account, path: string): Promise<string | null> {
  const above = dirname(path) === path ? null : await closedDirectory(account, dirname(path));
  if (above !== null) return above;
  const { mode, uid, gid } = await stat(path);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) === 0 ? path : null;
}
