import type { Command } from 'commander';
import { eventBatches } from '../api/event-stream.ts';
import { find } from '../api/references.ts';
import type { ProjectChangeEvent, ProjectResetEvent } from '../api/schema.ts';
import { openSession, type Session } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { asJson, oneLine } from '../terminal/terminal.ts';

export function registerWatch(noun: Command): void {
  example(
    noun
      .command('watch')
      .description('show what changes in a project, as it changes, until Ctrl-C')
      .argument('<project>', 'name or UUID'),
    'project watch "Default project"',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    const { uuid, name } = await find(session.client, 'project', reference);
    say(session, `Watching ${name}; Ctrl-C ends it.`);
    const forEver = new AbortController().signal;
    for await (const batch of eventBatches(session.client, `projects/${uuid}/events/`, forEver)) {
      for (const { event, data } of batch) {
        const said: unknown = JSON.parse(data);
        if (event === 'reset') say(session, (said as ProjectResetEvent).detail);
        else show(session, said as ProjectChangeEvent);
        if (event === 'change' && (said as ProjectChangeEvent).kind === 'project') return;
      }
    }
  });
}

/** One line for each change: with --json the event itself, with -q the UUID. */
function show(session: Session, change: ProjectChangeEvent): void {
  const { kind, uuid, deleted, state, runtime_state, error_message } = change;
  if (session.json) console.log(asJson(change));
  else if (session.quiet) console.log(oneLine(uuid));
  else {
    const words = deleted ? ['deleted'] : [state, runtime_state, error_message];
    const name = change.name === null || change.name === '' ? uuid : change.name;
    const what = [new Date().toISOString(), kind.replaceAll('_', ' '), name, ...words];
    console.log(what.flatMap((word) => (word === null || word === '' ? [] : oneLine(word))).join('  '));
  }
}
