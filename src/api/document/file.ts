import { fileURLToPath } from 'node:url';
import type { Dialect } from '../dialects/dialect.ts';

/** Where `openapi-file.ts` writes the document of a dialect; a gate of `./slipway test` keeps the two alike. */
export function documentFile({ name }: Dialect): string {
  const file = name === 'wayscloud' ? 'openapi.json' : `openapi-${name}.json`;
  return fileURLToPath(new URL(`../../../docs/${file}`, import.meta.url));
}
