import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';

const specFile = (names: HostNames, router: string) => join(names.routerDir(router), 'spec.json');

/** What was applied to a router last, or null. */
export async function readSpec(names: HostNames, router: string): Promise<RouterSpec | null> {
  const text = await readFile(specFile(names, router), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as RouterSpec);
}

export async function writeSpec(names: HostNames, spec: RouterSpec): Promise<void> {
  const file = specFile(names, spec.id);
  await writeFile(`${file}.new`, JSON.stringify(spec), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
