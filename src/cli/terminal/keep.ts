import type { Command } from 'commander';
import { findAll } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from './example.ts';
import { say } from './output.ts';
import { forEach } from './several.ts';
import { time } from './time.ts';

/** `keep` of what has a time until which it is kept. */
export function registerKeep(noun: Command, kind: 'snapshot' | 'vm-backup', path: string): void {
  const keep = noun
    .command('keep')
    .description('say until when they are kept; without a time they are kept until somebody deletes them')
    .argument('<name...>', 'name or UUID')
    .option('--until <time>', 'such as 2026-12-31T12:00:00Z', time);
  example(keep, `${kind} keep before-upgrade --until 2026-12-31T12:00:00Z`).action(
    async (names: string[], { until = null }: { until?: string | null }, command: Command) => {
      const session = openSession(command);
      await forEach(await findAll(session.client, kind, names), async ({ uuid, name }) => {
        await session.client.patch(`${path}/${uuid}/`, { kept_until: until });
        say(session, until === null ? `${name} is kept.` : `${name} is kept until ${until}.`);
      });
    },
  );
}
