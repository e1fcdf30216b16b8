import assert from 'node:assert/strict';
import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '../../src/api/dialects/dialect.ts';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { wayscloud } from '../../src/api/dialects/wayscloud.ts';
import { documentFile } from '../../src/api/document/file.ts';
import type { Document } from '../../src/api/document/openapi.ts';
import { clientTypes } from '../../src/api/document/types.ts';
import { run } from '../../src/common/command.ts';
import { startCloud, type TestCloud } from '../support/cloud.ts';
import { ed25519, makeTenant } from '../support/tenant.ts';
import { live, pythonWith, stepsOf } from './python.ts';

const here = fileURLToPath(new URL('generated/', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/clients/', import.meta.url));
const life = ['the catalogue', 'place', 'follow', 'list', 'delete'];
const timeoutMs = 600_000;

/** A file system or an archive may not take longer ones; what is generated takes its names from ours. */
const longest = 60;

/** What a client is told of the cloud, as a user of one project. */
async function tenantOf({ db, url }: TestCloud, name: string): Promise<Record<string, string>> {
  const { client } = await makeTenant(db, url);
  return { CLOUD_URL: url, CLOUD_TOKEN: client.token ?? '', CLOUD_KEY: ed25519, CLOUD_NAME: name };
}

async function namesBelow(directory: string): Promise<string[]> {
  const names: string[] = [];
  for await (const path of glob('**', { cwd: directory })) names.push(basename(path));
  return names;
}

for (const dialect of [wayscloud, waldur] satisfies Dialect[]) {
  describe(`typed clients that are made from the ${dialect.name} document`, () => {
    let cloud: TestCloud;
    let home: string;

    before(async () => {
      await mkdir(cache, { recursive: true });
      // where `node_modules` is found
      [cloud, home] = await Promise.all([startCloud(), mkdtemp(join(cache, `${dialect.name}-`))]);
    });
    after(async () => {
      await rm(home, { recursive: true, force: true });
      await cloud.stop();
    });

    test('by openapi-python-client: an order is placed, followed and listed', async () => {
      const python = await pythonWith(join(here, 'requirements.txt'));
      const config = join(home, 'config.yaml');
      await writeFile(config, 'post_hooks: []\n');
      const output = join(home, 'client');
      const args = ['generate', '--path', documentFile(dialect), '--output-path', output, '--meta', 'none'];
      const program = ['-m', 'openapi_python_client', ...args, '--config', config, '--fail-on-warning'];
      await run(python, program, { timeoutMs });
      const long = (await namesBelow(output)).filter((name) => name.length > longest);
      assert.deepEqual(long, []);
      const env = { ...(await tenantOf(cloud, 'by-python')), CLOUD_CLIENTS: home, CLOUD_CLIENT: 'client' };
      assert.deepEqual(await live(python, 'generated/life.py', env), life);
    });

    test('by openapi-typescript: what uses it compiles, and an order is placed, followed and listed', async () => {
      const document = JSON.parse(await readFile(documentFile(dialect), 'utf8')) as Document;
      const program = join(home, `${dialect.name}.ts`);
      await cp(join(here, basename(program)), program);
      await cp(join(here, 'tsconfig.json'), join(home, 'tsconfig.json'));
      await writeFile(join(home, 'schema.ts'), await clientTypes(document));
      const compiler = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
      const PATH = `${process.execPath.replace(/\/node$/, '')}:${process.env['PATH'] ?? ''}`;
      const { stdout, code } = await run(compiler, ['--project', home], {
        env: { ...process.env, PATH },
        check: false,
        timeoutMs,
      });
      assert.equal(code, 0, stdout);
      const env = await tenantOf(cloud, 'by-typescript');
      const ended = await run(process.execPath, [program], { env, check: false, timeoutMs });
      assert.equal(ended.code, 0, ended.stderr);
      assert.deepEqual(stepsOf(ended.stdout), life);
    });
  });
}
