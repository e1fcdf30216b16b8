import { createInterface } from 'node:readline/promises';
import { Problem } from '../../common/problem.ts';

/** Returns once somebody at the terminal has said yes. Throws `not-confirmed` else, and where nobody can be asked. */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) throw new Problem('not-confirmed', 'Nothing was done: nobody can be asked here.');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    if (/^y(es)?$/i.test((await asking.question(`${question} [y/N] `)).trim())) return;
  } finally {
    asking.close();
  }
  throw new Problem('not-confirmed', 'Nothing was done.');
}
