import assert from 'node:assert/strict';
import type { CommandResult } from '../../src/common/command.ts';
import { Problem, type StoredProblem } from '../../src/common/problem.ts';
import { catalogue, type Code } from '../../src/common/problems/catalogue.ts';
import { exits } from '../../src/common/problems/kind.ts';
import type { Answer } from './client.ts';
import { eventually } from './wait.ts';

/** What a refusal or a failure says, wherever it is met; null: there is none. */
interface Said {
  code: unknown;
  text: string;
}

type Outcome = Answer | CommandResult | Pick<StoredProblem, 'code' | 'remedy'> | null | undefined | void;

async function saidBy(act: () => Promise<Outcome> | Outcome): Promise<Said | null> {
  try {
    return read(await act());
  } catch (error) {
    if (error instanceof Problem) return read(error);
    throw error;
  }
}

function read(outcome: Outcome): Said | null {
  if (outcome === null || outcome === undefined) return null;
  if ('stderr' in outcome) return ofCommand(outcome);
  if ('headers' in outcome) return outcome.status < 400 ? null : { code: outcome.body?.code, text: outcome.text };
  return { code: outcome.code, text: outcome.remedy };
}

/** The code with --json; for people it is told by its exit status, and by what it says to do next. */
function ofCommand({ code, stderr }: CommandResult): Said | null {
  if (code === 0) return null;
  const json = /^\{[^]*\}$/m.exec(stderr.trim())?.[0];
  if (json === undefined) return { code, text: stderr };
  const { error } = JSON.parse(json) as { error: { code: string } };
  return { code: error.code, text: json };
}

/**
 * Something goes wrong with `code`, and says what to do in words that `says` matches; `follow` does that, and then it
 * works. Both return an answer, the end of a command, a problem or nothing, or throw a problem.
 */
export async function followed(
  code: Code,
  says: RegExp,
  provoke: () => Promise<Outcome> | Outcome,
  follow: () => Promise<Outcome> | Outcome,
): Promise<void> {
  const said = await saidBy(provoke);
  assert.ok(said !== null, `nothing went wrong: ${code} was expected`);
  const wanted = typeof said.code === 'number' ? exits[catalogue[code].exit] : code;
  assert.equal(said.code, wanted, said.text);
  assert.match(said.text, says, code);
  assert.deepEqual(await saidBy(follow), null, `what ${code} says does not help`);
}

interface Check {
  ok: boolean | null;
  remedy: string;
}

/**
 * The check `name` of `doctor` or of `diagnose`, which `look` reads, fails and says what to do in words that `says` matches;
 * `mend` does that, and then it is fine.
 */
export async function mended(
  name: string,
  says: RegExp,
  look: (name: string) => Promise<Check>,
  mend: () => unknown,
): Promise<void> {
  const { ok, remedy } = await look(name);
  assert.equal(ok, false, `nothing is wrong with ${name}`);
  assert.match(remedy, says, name);
  await mend();
  await eventually(
    `${name} is fine`,
    () => look(name),
    (now) => now.ok === true,
  );
}
