import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mock } from 'node:test';
import { Command } from 'commander';
import { addCommands, CLOUD_NOUNS } from '../../src/cli/commands.ts';
import type { TestCloud } from '../support/cloud.ts';

/** Has commands in this process be those of the first user of a cloud, whose directory is the home. */
export async function useCloud({ home, url }: TestCloud): Promise<void> {
  const { token } = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')) as { token: string };
  Object.assign(process.env, { HOME: home, XDG_CONFIG_HOME: home, SLIPWAY_URL: url, SLIPWAY_TOKEN: token });
}

/**
 * Runs a command in this process, which takes a hundredth of what one of its own does, and returns what it prints. The cloud and
 * the home of its user are those of the environment. Throws what the command line would end with.
 */
export async function slipway(line: string): Promise<string> {
  const words = line.split(' ');
  const lines: string[] = [];
  const log = mock.method(console, 'log', (text: string) => void lines.push(text));
  const error = mock.method(console, 'error', () => {});
  try {
    const program = new Command('slipway').option('--json').option('-q, --quiet').option('--context <name>');
    await addCommands(program, CLOUD_NOUNS, words);
    await program.parseAsync(words, { from: 'user' });
    return lines.join('\n');
  } finally {
    log.mock.restore();
    error.mock.restore();
  }
}

/** Runs commands one after the other; `<words>` is what an expression of these words finds in what was printed so far. */
export async function inTurn(lines: string[]): Promise<void> {
  let printed = '';
  for (const line of lines) {
    const filled = line.replaceAll(
      /<([^>]+)>/g,
      (_, found: string) => new RegExp(found, 'm').exec(printed)?.[0] ?? assert.fail(`no ${found} in ${printed}`),
    );
    printed += `${await slipway(filled)}\n`;
  }
}
