import type { Command } from 'commander';
import type { Resource } from '../../api/schema.ts';
import { findAll } from '../../api/references.ts';
import { openSession } from '../../api/session.ts';
import { example } from '../../terminal/example.ts';
import { say } from '../../terminal/output.ts';
import { quoted, sshOptions } from './arguments.ts';
import { type Reach, reachIfAny, reachOf } from './reach.ts';

/** What a name of a host in the configuration of ssh may be: patterns and blanks mean something there. */
const ALIAS = /^[A-Za-z0-9][A-Za-z0-9.-]*$/;

/** `vm ssh-config`. */
export function registerSshConfig(noun: Command): void {
  example(
    noun
      .command('ssh-config')
      .description('print what ~/.ssh/config needs for "ssh NAME", also of editors and rsync')
      .argument('[names...]', 'names or UUIDs; left out: every VM that can be reached'),
    'vm ssh-config >> ~/.ssh/config',
  ).action(async (names: string[], _options, command: Command) => {
    const session = openSession(command);
    const { client, sshDir } = session;
    const vms =
      names.length > 0
        ? await findAll(client, 'vm', names)
        : (await client.list<Resource>('marketplace-resources/')).results;
    const reaches = vms.flatMap((vm) => (names.length > 0 ? reachOf(vm) : (reachIfAny(vm) ?? [])));
    for (const reach of reaches) {
      const isOnly = reaches.filter(({ name }) => name === reach.name).length === 1;
      console.log(block(isOnly && ALIAS.test(reach.name) ? reach.name : reach.uuid, reach, sshDir).join('\n'));
    }
    if (reaches.length < vms.length) say(session, `${vms.length - reaches.length} VMs cannot be reached now.`);
  });
}

function block(alias: string, reach: Reach, dir: string): string[] {
  const { identities, options } = sshOptions(reach, dir);
  return [
    `Host ${alias}`,
    `  HostName ${reach.address}`,
    `  User ${reach.user}`,
    ...identities.map((path) => `  IdentityFile ${quoted(path)}`),
    ...Object.entries(options).map(([key, value]) => `  ${key} ${value}`),
  ];
}
