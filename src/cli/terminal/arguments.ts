import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { usage } from './exit.ts';

/**
 * Throws `usage` when an argument is no text in UTF-8: Node has replaced its bytes by then, and it would name another thing.
 * Only Linux shows what they were.
 */
export function requireText(argv: string[]): void {
  const wrong = argv.find((argument) => argument.includes('\ufffd'));
  if (wrong === undefined || process.platform !== 'linux' || isUtf8(readFileSync('/proc/self/cmdline'))) return;
  throw usage(
    `The argument "${wrong}" is no text in UTF-8.`,
    'Give it in UTF-8; "locale charmap" shows what your terminal sends.',
  );
}
