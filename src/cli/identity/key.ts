import type { Command } from 'commander';
import type { SshKey } from '../api/schema.ts';
import { registerDelete } from '../terminal/nouns.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { print, printList } from '../terminal/output.ts';
import { openSession } from '../api/session.ts';
import { readPublicKey } from './ssh-key.ts';

export function registerKey(program: Command): void {
  const noun = program.command('key').helpCommand(false).description('ssh keys that orders can name');

  example(listCommand(noun, 'list your ssh keys'), 'key list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<SshKey>('keys/'), {
      name: (key) => key.name,
      type: (key) => key.type,
      fingerprint: (key) => key.fingerprint_sha256,
      uuid: (key) => key.uuid,
    });
  });

  example(
    noun.command('add').description('store a public key').argument('<name>').argument('<file>', 'public key file'),
    'key add laptop ~/.ssh/id_ed25519.pub',
  ).action(async (name: string, file: string, _options, command: Command) => {
    const session = openSession(command);
    const key = await session.client.post<SshKey>('keys/', { name, public_key: readPublicKey(file) });
    print(session, key, [key.uuid], () => [`Stored ${key.name}: ${key.fingerprint_sha256}`]);
  });

  registerDelete(noun, 'key', 'keys', 'forget a key; VMs that were made with it keep it');
}
