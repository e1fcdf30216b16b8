import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../../common/files.ts';
import { isUuid } from '../../../common/uuid.ts';
import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';

export const specFile = (names: HostNames, router: string) => join(names.routerDir(router), 'spec.json');

/** What was applied to a router last, or null. */
export async function readSpec(names: HostNames, router: string): Promise<RouterSpec | null> {
  const text = await readFile(specFile(names, router), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as RouterSpec);
}

/** What was applied last to each router of this host. */
export async function readSpecs(names: HostNames): Promise<RouterSpec[]> {
  const ids = (await readdir(names.routersDir).catch(() => [])).filter(isUuid);
  return (await Promise.all(ids.map((id) => readSpec(names, id)))).filter((spec) => spec !== null);
}

export async function writeSpec(names: HostNames, spec: RouterSpec): Promise<void> {
  await replaceFile(specFile(names, spec.id), JSON.stringify(spec), 0o600);
}
