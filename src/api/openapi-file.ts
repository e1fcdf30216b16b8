import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApi } from './app.ts';
import type { ApiContext } from './context.ts';
import { describeRoutes } from './http/openapi.ts';

// Writes docs/openapi.json from the schemas that validate, or with --check says where it differs from them, exit 1.

const path = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
// routes look at the rest only when they are called
const app = await buildApi({} as ApiContext, false, (routes) => describeRoutes(routes, version));
await app.ready();
const wanted = `${JSON.stringify(app.swagger(), null, 2)}\n`;
await app.close();

if (!process.argv.includes('--check')) {
  writeFileSync(path, wanted);
} else {
  const found = read();
  if (found !== wanted) {
    const lines = { found: found.split('\n'), wanted: wanted.split('\n') };
    const at = lines.wanted.findIndex((line, index) => line !== lines.found[index]);
    console.error(`docs/openapi.json is not what the routes say; the first difference is in line ${at + 1}:`);
    console.error(`- ${lines.found[at] ?? '(the end)'}\n+ ${lines.wanted[at] ?? '(the end)'}`);
    console.error(`Write it anew: node ${relative(process.cwd(), fileURLToPath(import.meta.url))}`);
    process.exitCode = 1;
  }
}

function read(): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
