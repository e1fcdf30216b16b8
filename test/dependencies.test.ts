import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { hostPackages } from '../src/common/packages.ts';

interface Manifest {
  dependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
}

async function file(name: string): Promise<string> {
  return readFile(new URL(`../${name}`, import.meta.url), 'utf8');
}

async function declared(): Promise<Record<string, string>> {
  const manifest = JSON.parse(await file('package.json')) as Manifest;
  const web = JSON.parse(await file('web/package.json')) as Manifest;
  return {
    ...web.dependencies,
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  };
}

async function lockedPackages(lock: string): Promise<Record<string, Partial<Manifest>>> {
  return (JSON.parse(await file(lock)) as { packages: Record<string, Partial<Manifest>> }).packages;
}

test('versions are exact', async () => {
  const loose = Object.entries(await declared()).filter(
    ([, version]) => !/^(npm:[\w/@-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  assert.deepEqual(loose, []);
});

test('the page on dependencies has a line for each, and for no other', async () => {
  const lines = (await file('docs/dependencies.md')).split('\n').filter((line) => line.startsWith('| `'));
  const documented = lines.flatMap((line) =>
    [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  );
  const files = ['test/clients/requirements.txt', 'test/clients/generated/requirements.txt'];
  // what these need stands below
  const clients = (await Promise.all(files.map(file))).map((text) => text.split('#')[0] ?? '');
  const python = [...clients.join('\n').matchAll(/^([\w-]+)==/gm)].map(([, name = '']) => name);
  const used = [...Object.keys(await declared()), ...hostPackages, ...python];
  assert.deepEqual(documented.toSorted(), [...new Set(used)].toSorted());
});

// npm ci refuses a lock file without them, and npm install leaves out what its registry does not have at the moment.
for (const lock of ['package-lock.json', 'web/package-lock.json']) {
  test(`${lock} knows the packages of every platform`, async () => {
    const packages = await lockedPackages(lock);
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    assert.deepEqual(missing, []);
  });
}

test('the licence is there in full, and the changelog tells of the version', async () => {
  const { license, version } = JSON.parse(await file('package.json')) as { license: string; version: string };
  const text = await file('LICENSE');
  assert.equal(license, 'Apache-2.0');
  assert.match(text, /Apache License\s+Version 2\.0, January 2004/);
  assert.match(text, /END OF TERMS AND CONDITIONS/);
  const sections = [...(await file('CHANGELOG.md')).matchAll(/^## \[(.+?)\]/gm)].map(([, name]) => name);
  assert.deepEqual(sections.slice(0, 2), ['Unreleased', version]);
});
