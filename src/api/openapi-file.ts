import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../common/version.ts';
import { buildDocuments } from './document/documents.ts';
import { documentFile } from './document/file.ts';

// Writes the document of each dialect from the schemas that validate, or with --check says where it differs, exit 1.

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = process.argv.includes('--check');
for (const { dialect, document } of await buildDocuments(version())) {
  const path = documentFile(dialect);
  const wanted = `${JSON.stringify(document, null, 2)}\n`;
  if (check) compare(path, wanted);
  else writeFileSync(path, wanted);
}

function compare(path: string, wanted: string): void {
  const found = read(path);
  if (found === wanted) return;
  const lines = { found: found.split('\n'), wanted: wanted.split('\n') };
  const at = lines.wanted.findIndex((line, index) => line !== lines.found[index]);
  console.error(`${relative(root, path)} is not what the routes say; the first difference is in line ${at + 1}:`);
  console.error(`- ${lines.found[at] ?? '(the end)'}\n+ ${lines.wanted[at] ?? '(the end)'}`);
  console.error(`Write it anew: node ${relative(process.cwd(), fileURLToPath(import.meta.url))}`);
  process.exitCode = 1;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
