import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes a document that is made from the source, or with `--check` says where the one that is there differs, exit 1.
 * `script`: the program that makes it, as its `import.meta.url`.
 */
export function keepGenerated(path: string, wanted: string, script: string): void {
  if (!process.argv.includes('--check')) return writeFileSync(path, wanted);
  const found = read(path);
  if (found === wanted) return;
  const lines = { found: found.split('\n'), wanted: wanted.split('\n') };
  const at = lines.wanted.findIndex((line, index) => line !== lines.found[index]);
  const here = (file: string): string => relative(process.cwd(), file);
  console.error(`${here(path)} is not what the source says; the first difference is in line ${at + 1}:`);
  console.error(`- ${lines.found[at] ?? '(the end)'}\n+ ${lines.wanted[at] ?? '(the end)'}`);
  console.error(`Write it anew: node ${here(fileURLToPath(script))}`);
  process.exitCode = 1;
}

/** A table as Markdown has it. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
