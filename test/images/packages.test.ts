import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { kernelPackage, unpackPackages } from '../../src/drivers/qemu/images/packages.ts';
import { followed } from '../support/remedy.ts';

let apt: string;
const never = new AbortController().signal;

// the real apt, with lists and sources of its own
before(async () => {
  apt = await mkdtemp(join(tmpdir(), 'slipway-apt-'));
  await chmod(apt, 0o755);
  for (const directory of ['lists/partial', 'cache/archives/partial', 'source', 'parts'])
    await mkdir(join(apt, directory), { recursive: true });
  const settings = {
    'Dir::State::lists': 'lists',
    'Dir::Cache': 'cache',
    'Dir::Etc::sourcelist': 'sources.list',
    'Dir::Etc::sourceparts': 'parts',
  };
  const lines = Object.entries(settings).map(([name, path]) => `${name} "${join(apt, path)}";`);
  await writeFile(join(apt, 'apt.conf'), ['Acquire::Retries "0";', ...lines].join('\n'));
  process.env['APT_CONFIG'] = join(apt, 'apt.conf');
  await publish('linux-image-cloud-amd64');
});
after(async () => {
  delete process.env['APT_CONFIG'];
  await rm(apt, { recursive: true });
});

/** Makes a package and a source that offers it. */
async function publish(name: string): Promise<void> {
  const control = `Package: ${name}\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x>\nDescription: x\nDepends: linux-image-6.1.0-cloud-amd64\n`;
  await mkdir(join(apt, 'tree/DEBIAN'), { recursive: true });
  await writeFile(join(apt, 'tree/DEBIAN/control'), control);
  await writeFile(join(apt, 'tree/content'), name);
  const file = join(apt, 'source', `${name}.deb`);
  await run('dpkg-deb', ['-Znone', '-b', join(apt, 'tree'), file]);
  const bytes = await readFile(file);
  const sum = createHash('sha256').update(bytes).digest('hex');
  const entry = `${control}Filename: ./${name}.deb\nSize: ${bytes.length}\nSHA256: ${sum}\n`;
  const kernel = entry.replace(`Package: ${name}`, 'Package: linux-image-6.1.0-cloud-amd64').replace(/Depends.*\n/, '');
  await writeFile(join(apt, 'source/Packages'), `${entry}\n${kernel}`);
}

const sources = (...lines: string[]) => writeFile(join(apt, 'sources.list'), lines.join('\n'));
const working = () => sources(`deb [trusted=yes] file:${apt}/source ./`);

test('what is said of a package that no source offers helps: a source that does', async () => {
  await sources();
  const kernel = () => kernelPackage(never).then((name) => assert.equal(name, 'linux-image-6.1.0-cloud-amd64'));
  await followed('package-missing', /add a Debian 12 source to apt, then try again/, kernel, async () => {
    await working();
    await kernel();
  });
});

test('what is said of sources that do not answer helps: they do again', async () => {
  await rm(join(apt, 'lists'), { recursive: true });
  await mkdir(join(apt, 'lists/partial'), { recursive: true });
  await sources('deb [trusted=yes] http://127.0.0.1:9/debian ./');
  const unpack = async () => {
    await rm(join(apt, 'scratch'), { recursive: true, force: true });
    await unpackPackages(['linux-image-cloud-amd64'], join(apt, 'scratch'), join(apt, 'root'), never);
  };
  await followed('package-download-failed', /"apt-get update" works on the host/, unpack, async () => {
    await working();
    await unpack();
  });
  assert.equal(await readFile(join(apt, 'root/content'), 'utf8'), 'linux-image-cloud-amd64');
});
