import type { Command } from 'commander';
import type { Image } from './answers.ts';
import { example } from './commands.ts';
import { importImage, type ImportOptions } from './image-import.ts';
import { print, printList, say } from './output.ts';
import { find } from './references.ts';
import { openSession } from './session.ts';
import { size } from './terminal.ts';
import { addWaiting } from './waiting.ts';

const WAIT_SECONDS = 3600;

export function registerImage(program: Command): void {
  const noun = program.command('image').helpCommand(false).description('disks that VMs start from');

  example(noun.command('list').description('list images'), 'image list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Image>('openstack-images/'), {
      name: (image) => image.name,
      state: (image) => image.error_message || image.state,
      user: (image) => image.ssh_user,
      'min memory': (image) => size(image.min_ram),
      'min disk': (image) => size(image.min_disk),
      uuid: (image) => image.uuid,
    });
  });

  const add = noun
    .command('import')
    .description('import a qcow2 or raw disk; its checksum is verified and its content inspected')
    .argument('<name>')
    .option('--file <path>', 'from this machine')
    .option('--url <url>', 'from the web; needs --sha256')
    .option('--sha256 <hex>', 'checksum; of a file it is computed when left out')
    .requiredOption('--ssh-user <user>', 'login user of the image')
    .option('--readiness <kind>', 'how a VM shows that it is ready: cloud-init, ssh or none', 'ssh')
    .option('--min-disk <mib>', 'MiB of disk that it needs', Number)
    .option('--min-ram <mib>', 'MiB of memory that it needs', Number)
    .option('--project <name>', 'only for this project; default: for all');
  addWaiting(add, WAIT_SECONDS);
  example(
    add,
    'image import noble --ssh-user ubuntu --readiness cloud-init --file noble-server-cloudimg-amd64.img',
    'image import noble --ssh-user ubuntu --url https://… --sha256 …',
  ).action(async (name: string, options: ImportOptions, command: Command) => {
    const session = openSession(command);
    const image = await importImage(session, name, options);
    print(session, image, [image.uuid], () => [`Image "${image.name}" is ${image.state}.`]);
  });

  example(
    noun.command('delete').description('delete an image that no VM uses').argument('<name>', 'name or UUID'),
    'image delete noble',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const image = await find<Image>(session.client, 'image', name);
    await session.client.delete(`openstack-images/${image.uuid}/`);
    say(session, `Deleted ${image.name}.`);
  });
}
