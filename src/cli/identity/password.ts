import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { usage } from '../terminal/exit.ts';

let input: { open: Interface; lines: AsyncIterator<string> } | null = null;

/**
 * A password from the terminal, without showing it, or the next line of standard input. Never from arguments or the
 * environment, which other users of the machine can read. Throws `usage` when there is none.
 */
export async function askPassword(prompt: string): Promise<string> {
  const terminal = process.stdin.isTTY;
  // the terminal shows nothing any more by the time that it is typed
  const { lines } = input ?? begin(terminal);
  if (terminal) process.stderr.write(`${prompt}: `);
  const { done, value } = await lines.next();
  if (terminal) process.stderr.write('\n');
  if (done === true || value === '') throw usage(`No ${prompt.toLowerCase()} came.`, 'Type it, or pipe it in.');
  // what is no UTF-8 has been replaced by it, and would be another password
  if (value.includes('\ufffd'))
    throw usage(`The ${prompt.toLowerCase()} is no text in UTF-8.`, 'Type it, or pipe it in, in UTF-8.');
  return value;
}

/** A new password; on a terminal it must be typed twice. */
export async function askNewPassword(): Promise<string> {
  const password = await askPassword('New password');
  if (process.stdin.isTTY && (await askPassword('The same again')) !== password) {
    throw usage('The two are not the same.', 'Run it again, and type the same twice.');
  }
  return password;
}

/** Lets the program end: an open standard input holds it. */
export function doneAsking(): void {
  input?.open.close();
  input = null;
}

function begin(terminal: boolean): NonNullable<typeof input> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const open = createInterface({ input: process.stdin, output: silent, terminal });
  input = { open, lines: open[Symbol.asyncIterator]() };
  return input;
}
