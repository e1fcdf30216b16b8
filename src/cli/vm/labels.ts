import type { Command } from 'commander';
import type { Resource } from '../api/schema.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { print } from '../terminal/output.ts';
import { oneLine } from '../terminal/terminal.ts';

type Labels = Resource['metadata'];

/** `vm label`: changes some, held to the version that was read, so that another's change is not lost. */
export function registerLabel(noun: Command): void {
  example(
    noun
      .command('label')
      .description('give a VM labels to find it by, or take them away')
      .argument('<name>', 'name or UUID')
      .argument('<label...>', 'key=value sets one, key- removes it'),
    'vm label web role=web env=test',
    'vm label web env-',
  ).action(async (name: string, changes: string[], _options, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const { uuid } = await find(client, 'vm', name);
    const path = `marketplace-resources/${uuid}/`;
    const after = await client.edit<Resource>(path, ({ metadata }) => ({ metadata: changed(metadata, changes) }));
    print(session, after, [uuid], () => [oneLine(`${after.name}: ${labelsOf(after) || 'no labels'}`)]);
  });
}

/** The labels with those that `key=value` sets, and without those that `key-` names. */
function changed(labels: Labels, changes: string[]): Labels {
  const gone = changes.filter((change) => /^[^=]+-$/.test(change));
  const kept = Object.entries(labels).filter(([key]) => !gone.includes(`${key}-`));
  return { ...Object.fromEntries(kept), ...labelsIn(changes.filter((change) => !gone.includes(change))) };
}

/** The labels that are written as `key=value`. Throws `usage`. */
export function labelsIn(texts: string[]): Labels {
  const pairs = texts.map((text) => {
    const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined) throw usage(`"${text}" is no label.`, 'Write it like role=web.');
    return [key, value];
  });
  return Object.fromEntries(pairs) as Labels;
}

/** For people. */
export function labelsOf({ metadata }: Resource): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** `key=value` or a key, as the API's filter takes it. */
export function labelFilter(label: string): string {
  return label.replace('=', ':');
}
