import { type Command, Option } from 'commander';
import type { Image } from '../api/schema.ts';
import { registerDelete } from '../terminal/nouns.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { awaitImage, importImage, type ImportOptions } from './image-import.ts';
import { type Columns, print, printList } from '../terminal/output.ts';
import { doingView } from '../terminal/progress.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { sizeMiB } from '../terminal/size.ts';
import { size } from '../terminal/terminal.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

const WAIT_SECONDS = 3600;

interface Edit {
  name?: string;
  description?: string;
  sshUser?: string;
  readiness?: string;
  minDisk?: number;
  minMemory?: number;
  public?: true;
}

const columns: Columns<Image> = {
  state: (image) => image.state,
  user: (image) => image.ssh_user,
  'min memory': (image) => size(image.min_ram),
  'min disk': (image) => size(image.min_disk),
};

export function registerImage(program: Command): void {
  const noun = program.command('image').helpCommand(false).description('disks that VMs start from');
  registerList(noun);
  registerCatalogue(noun);
  registerPull(noun);
  registerEdit(noun);
  registerImport(noun);
  registerDelete(noun, 'image', 'openstack-images', 'delete an image that no VM uses');
}

function registerList(noun: Command): void {
  example(addFilters(listCommand(noun, 'list images')), 'image list').action(
    async (filters: Filters, command: Command) => {
      const session = openSession(command);
      const query = await filterQuery(session.client, filters);
      printList(session, await session.client.list<Image>('openstack-images/', query), {
        name: (image) => image.name,
        ...columns,
        uuid: (image) => image.uuid,
        error: (image) => image.error_message,
      });
    },
  );
}

function registerCatalogue(noun: Command): void {
  example(
    noun.command('catalogue').description('list well-known cloud images; one is downloaded when a VM first wants it'),
    'image catalogue',
    'vm create web --image "Debian GNU/Linux 13"',
  ).action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Image>('openstack-images/', { in_catalogue: 'true' }), {
      key: (image) => image.catalogue ?? '',
      name: (image) => image.name,
      ...columns,
      from: (image) => new URL(image.source_url ?? 'http://unknown').host,
      error: (image) => image.error_message,
    });
  });
}

function registerPull(noun: Command): void {
  const pull = noun
    .command('pull')
    .description('download an image now, or try again, instead of on first use')
    .argument('<name>', 'name or UUID');
  addWaiting(pull, WAIT_SECONDS);
  example(pull, 'image pull "Debian GNU/Linux 13"').action(async (name: string, options: Waiting, command: Command) => {
    const session = openSession(command);
    const found = await find(session.client, 'image', name);
    await session.client.post(`openstack-images/${found.uuid}/pull/`);
    const view = doingView(session);
    try {
      const image = options.wait ? await awaitImage(session, found, options.timeout, view) : found;
      print(session, image, [image.uuid], () => [
        `Image "${image.name}" is ${options.wait ? image.state : 'on its way'}.`,
      ]);
    } finally {
      view.end();
    }
  });
}

function registerEdit(noun: Command): void {
  example(
    noun
      .command('edit')
      .description('change an image')
      .argument('<name>', 'name or UUID')
      .option('--name <name>', 'new name')
      .option('--description <text>')
      .option('--ssh-user <user>', 'login user')
      .addOption(readiness())
      .option('--min-disk <size>', 'disk that it needs, MiB or such as 10G', sizeMiB)
      .option('--min-memory <size>', 'memory that it needs, MiB or such as 10G', sizeMiB)
      .option('--public', 'show it to everybody (staff)'),
    'image edit noble --name "Noble Numbat" --min-memory 1024',
  ).action(async (name: string, options: Edit, command: Command) => {
    const session = openSession(command);
    const { uuid } = await find(session.client, 'image', name);
    const change = {
      name: options.name,
      description: options.description,
      ssh_user: options.sshUser,
      readiness: options.readiness,
      min_disk: options.minDisk,
      min_ram: options.minMemory,
      ...(options.public === true ? { project: null } : {}),
    };
    const image = await session.client.patch<Image>(`openstack-images/${uuid}/`, change);
    print(session, image, [image.uuid], () => [`Changed ${image.name}.`]);
  });
}

function registerImport(noun: Command): void {
  const add = noun
    .command('import')
    .description('import a qcow2 or raw disk; its checksum is verified and its content inspected')
    .argument('<name>')
    .option('--file <path>', 'from this machine')
    .option('--url <url>', 'from the web; needs --sha256')
    .option('--sha256 <hex|url>', "checksum, or the publisher's list of them; of a file it is computed when left out")
    .requiredOption('--ssh-user <user>', 'login user of the image')
    .addOption(readiness().default('ssh'))
    .option('--min-disk <size>', 'disk that it needs, MiB or such as 10G', sizeMiB)
    .option('--min-memory <size>', 'memory that it needs, MiB or such as 10G', sizeMiB)
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
}

function readiness(): Option {
  return new Option('--readiness <kind>', 'how a VM shows that it is ready').choices(['cloud-init', 'ssh', 'none']);
}
