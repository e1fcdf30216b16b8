import type { Command } from 'commander';
import { contextOf, readContexts, writeContexts } from '../api/contexts.ts';
import { type GlobalOptions, givenOptions } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { listCommand } from '../terminal/lists.ts';
import { printList, say } from '../terminal/output.ts';

/** What the cloud of this machine is called among the contexts. */
const LOCAL = 'local';

/** `context`: which of several logins commands use. */
export function registerContext(program: Command): void {
  const noun = program
    .command('context')
    .helpCommand(false)
    .description(
      'the clouds and users that you are logged in at; --context, or SLIPWAY_CONTEXT, names one for a command',
    );

  example(listCommand(noun, 'list the logins; * is used'), 'context list').action((_options, command: Command) => {
    const { current, contexts } = readContexts();
    // no token leaves the file
    const results = Object.entries(contexts).map(([name, { url, user }]) => {
      return { name, current: name === current, url, user };
    });
    printList(
      givenOptions(command),
      { next: null, previous: null, count: results.length, results },
      {
        used: ({ current: used }) => (used ? '*' : ''),
        name: ({ name }) => name,
        user: ({ user }) => user,
        url: ({ url }) => url,
      },
    );
  });

  example(
    noun
      .command('use')
      .description(`have commands use another login; "${LOCAL}": the cloud of this machine`)
      .argument('<context>', 'name'),
    'context use work',
    `context use ${LOCAL}`,
  ).action(async (name: string, _options, command: Command) => {
    const kept = readContexts();
    const current = name === LOCAL && !Object.hasOwn(kept.contexts, LOCAL) ? null : name;
    const where = current === null ? 'the cloud of this machine' : contextOf(kept, current).url;
    await writeContexts({ ...kept, current });
    say(command.optsWithGlobals<GlobalOptions>(), `Commands go to ${where} from now on.`);
  });
}
