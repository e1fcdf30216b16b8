import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../../common/files.ts';
import type { GuestSpec } from '../../driver.ts';
import { checkSpec } from './spec.ts';

const fileIn = (directory: string): string => join(directory, 'spec.json');

/** Writes down what a guest was told to be last: when its records are lost, that is all that is known of it. */
export function keepSpec(directory: string, spec: GuestSpec): Promise<void> {
  return replaceFile(fileIn(directory), JSON.stringify(spec), 0o600);
}

/** What was written down; null: nothing, or by a version that did not. */
export async function keptSpec(directory: string): Promise<GuestSpec | null> {
  const text = await readFile(fileIn(directory), 'utf8').catch(() => null);
  return text === null ? null : checkSpec(JSON.parse(text) as GuestSpec);
}
