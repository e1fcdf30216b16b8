import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, glob, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import type { Settings } from '../../src/common/settings.ts';
import { ensurePostgres, migrate, openDatabase, openPool, stopPostgres } from '../../src/db/index.ts';
import { systemUser } from '../../src/db/postgres/account.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { openCloud } from '../../src/server/cloud.ts';
import { keptLog, newHome, removeHome, testSettings } from './home.ts';
import { keep } from './kept.ts';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const TEMPLATES = join(CHECKOUT, '.cache', 'test-postgres');

/**
 * Gives the new state directory of `settings` a database as a first start leaves it, with every migration and no rows:
 * copied, which costs a quarter of making it. First starts themselves are proven by test/db and test/cli/lifecycle.
 */
export async function prepareDatabase(settings: Settings): Promise<void> {
  const template = await templateOf();
  const paths = postgresPaths(settings.home);
  const account = await systemUser((await openCloud(settings)).postgresUser);
  await mkdir(paths.root, { mode: 0o711 });
  await run('cp', ['-a', '--reflink=auto', '--sparse=always', join(template, 'data'), paths.data]);
  await run('chown', ['-R', `${account.uid}:${account.gid}`, paths.data]);
  const linked = (await stat(template)).dev === (await stat(paths.root)).dev;
  for await (const version of glob('[0-9]*', { cwd: template }))
    await run('cp', [linked ? '-al' : '-a', join(template, version), paths.root]);
}

/** The directory that is copied; made when the migrations or the programs have changed since. */
async function templateOf(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(CHECKOUT, 'package-lock.json')));
  const sources = ['src/db/migrations/*.ts', 'src/db/postgres/*.ts', 'test/support/prepared.ts'];
  const files: string[] = [];
  for await (const file of glob(sources, { cwd: CHECKOUT })) files.push(file);
  for (const file of files.sort()) hash.update(file).update(await readFile(join(CHECKOUT, file)));
  const path = join(TEMPLATES, hash.digest('hex').slice(0, 16));
  if (!existsSync(path)) await makeTemplate(path);
  return path;
}

async function makeTemplate(path: string): Promise<void> {
  const home = await newHome();
  try {
    const { postgresUser: user } = await openCloud(await testSettings(home));
    const { connection } = await ensurePostgres({ home, user, log: keptLog().log });
    const db = openDatabase(openPool(connection));
    await migrate(db);
    await db.destroy();
    await stopPostgres(home);
    const { root, data, sockets } = postgresPaths(home);
    // tests kill processes and never the machine: what the kernel has is not lost; some 40 connections for each cloud
    const settings = ['fsync = off', 'full_page_writes = off', 'max_connections = 400'];
    await appendFile(join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
    await rm(sockets, { recursive: true });
    await keep(root, path);
  } finally {
    await removeHome(home);
  }
}
