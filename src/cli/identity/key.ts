import type { Command } from 'commander';
import type { SshKey } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { print, printList, say } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { readPublicKey } from './ssh-key.ts';

export function registerKey(program: Command): void {
  const noun = program.command('key').helpCommand(false).description('ssh keys that orders can name');

  example(noun.command('list').description('list your ssh keys'), 'key list').action(
    async (_options, command: Command) => {
      const session = openSession(command);
      printList(session, await session.client.list<SshKey>('keys/'), {
        name: (key) => key.name,
        type: (key) => key.type,
        fingerprint: (key) => key.fingerprint_sha256,
        uuid: (key) => key.uuid,
      });
    },
  );

  example(
    noun.command('add').description('store a public key').argument('<name>').argument('<file>', 'public key file'),
    'key add laptop ~/.ssh/id_ed25519.pub',
  ).action(async (name: string, file: string, _options, command: Command) => {
    const session = openSession(command);
    const key = await session.client.post<SshKey>('keys/', { name, public_key: readPublicKey(file) });
    print(session, key, [key.uuid], () => [`Stored ${key.name}: ${key.fingerprint_sha256}`]);
  });

  example(
    noun.command('delete').description('forget a key').argument('<name>', 'name or UUID'),
    'key delete laptop',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const key = await find(session.client, 'key', name);
    await session.client.delete(`keys/${key.uuid}/`);
    say(session, `Deleted ${key.name}; VMs that were made with it keep it.`);
  });
}
