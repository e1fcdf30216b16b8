import assert from 'node:assert/strict';
import type { CommandResult } from '../../src/common/command.ts';
import type { TestCloud } from '../support/cloud.ts';
import { slipway } from './cli.ts';

/** The operator of a cloud, at the command line of its machine. */
export class Operator {
  readonly #env: Record<string, string>;

  constructor({ env }: TestCloud) {
    this.#env = env;
  }

  /** Runs a command that must end with `code`; one that fails must say what to do next. */
  ends = async (code: number, ...args: string[]): Promise<CommandResult> => {
    const result = await slipway(this.#env, ...args);
    assert.equal(result.code, code, `slipway ${args.join(' ')}: ${result.stderr}${result.stdout}`);
    assert.doesNotMatch(result.stderr, /\n {4}at /, 'a stack trace');
    if (code !== 0)
      assert.match(result.stderr, /^Next: {2}\S|^Add --help|"remedy":"[^"]|usage|Usage/m, 'what to do next');
    return result;
  };

  /** What a command answers as JSON. */
  json = async (...args: string[]) => JSON.parse((await this.ends(0, ...args, '--json')).stdout);
}
