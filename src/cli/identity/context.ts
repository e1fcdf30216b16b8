import type { Command } from 'commander';
import { contextOf, readContexts, writeContexts } from '../api/contexts.ts';
import type { GlobalOptions } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { print, say } from '../terminal/output.ts';
import { table } from '../terminal/terminal.ts';

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

  example(noun.command('list').alias('ls').description('list the logins; * is used'), 'context list').action(
    (_options, command: Command) => {
      const { current, contexts } = readContexts();
      // no token leaves the file
      const all = Object.entries(contexts).map(([name, { url, user }]) => ({
        name,
        current: name === current,
        url,
        user,
      }));
      const names = all.map(({ name }) => name);
      print(command.optsWithGlobals<GlobalOptions>(), all, names, () => {
        const rows = all.map(({ name, url, user, current: used }) => [used ? '*' : '', name, user, url]);
        return rows.length === 0 ? ['None.'] : table([['', 'NAME', 'USER', 'URL'], ...rows]);
      });
    },
  );

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
