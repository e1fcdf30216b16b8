import { run } from '../../common/command.ts';

/**
 * A sweep lets each trouble befall each thing: some thousand cases, of which no change touches many. A run of the whole
 * suite takes every third one; which, its commit says, so that all are taken in time and a run can be repeated.
 */
const TURNS = 3;
/** What can be asked for. */
export const turns = [...Array.from({ length: TURNS }, (_, index) => String(index + 1)), 'all'];
const VARIABLE = 'SLIPWAY_TEST_TURN';

/** Has this run and all that it starts take a turn: what was asked for, else that of the commit. Returns it. */
export async function takeTurn(root: string, asked: string | undefined): Promise<string> {
  const turn = asked ?? (await turnOfCommit(root));
  process.env[VARIABLE] = turn;
  return turn;
}

async function turnOfCommit(root: string): Promise<string> {
  // what is not in git is always the same commit
  const { stdout } = await run('git', ['-C', root, 'rev-parse', 'HEAD'], { check: false });
  return String((Number.parseInt(stdout.slice(0, 8) || '0', 16) % TURNS) + 1);
}

/** The cases of a sweep that this run takes, one at least. */
export function casesInTurn<T>(cases: readonly T[]): T[] {
  const taken = cases.filter((_, index) => inTurn(index));
  return taken.length > 0 ? taken : cases.slice(0, 1);
}

/** Whether this run takes the case at `index` of a sweep; who runs a file by itself takes all. */
export function inTurn(index: number): boolean {
  const turn = process.env[VARIABLE] ?? 'all';
  return turn === 'all' || index % TURNS === Number(turn) - 1;
}
