import type { Command } from 'commander';
import { uuidOf } from '../api/references.ts';
import type { Trashed } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { print, say } from '../terminal/output.ts';
import { size, table } from '../terminal/terminal.ts';

/** `doctor trash`: what `doctor --fix` has taken aside, and the way back. */
export function registerTrash(doctor: Command): void {
  const trash = doctor
    .command('trash')
    .description('list what was moved to the trash, with the day until which it is kept');
  example(trash, 'doctor trash').action(async (_options, command: Command) => {
    const session = openSession(command);
    const entries = await session.client.get<Trashed[]>('doctor/trash/');
    const uuids = entries.map(({ uuid }) => uuid);
    print(session, entries, uuids, () =>
      entries.length === 0 ? ['The trash is empty.'] : table([titles, ...entries.map(cells)]),
    );
  });
  const restore = trash.command('restore').description('put something back where it was').argument('<uuid>');
  example(restore, 'doctor trash restore 3f0c…').action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    await session.client.ask(`doctor/trash/${uuidOf(reference, 'entry')}/restore/`);
    say(session, `${reference} is where it was.`);
  });
}

const titles = ['UUID', 'KIND', 'ID', 'SIZE', 'SINCE', 'KEPT UNTIL', 'WAS'];

function cells({ uuid, kind, id, bytes, at, kept_until, places }: Trashed): string[] {
  const day = (time: string): string => time.slice(0, 10);
  return [uuid, kind, id ?? '', size(Math.ceil(bytes / 2 ** 20)), day(at), day(kept_until), places.join(', ')];
}
