import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Image, Resource } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { awaitImage } from '../catalogue/image-import.ts';
import { print } from '../terminal/output.ts';
import { doingView } from '../terminal/progress.ts';
import { find } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { waitForResource } from '../terminal/watch.ts';

const WAIT_SECONDS = 3600;

interface Options extends Waiting {
  name: string;
  description?: string;
}

/** `vm image`. */
export function registerVmImage(noun: Command): void {
  const command = noun
    .command('image')
    .description('make an image of the disk of a stopped VM; its users, keys and files stay in it')
    .argument('<name>', 'name or UUID')
    .requiredOption('--name <name>', 'of the image')
    .option('--description <text>', 'of the image');
  addWaiting(command, WAIT_SECONDS);
  example(command, 'vm image web --name web-golden').action(async (vmName: string, options: Options, self: Command) => {
    const session = openSession(self);
    const { client } = session;
    const vm = await find(client, 'vm', vmName);
    const { name, description } = options;
    const created = await client.post<Image>(`openstack-instances/${vm.uuid}/create_image/`, {
      name,
      ...(description === undefined ? {} : { description }),
    });
    const view = doingView(session);
    try {
      const image = options.wait
        ? await awaitImage(session, created, options.timeout, view).catch((error) =>
            failure(session, vm, options, error),
          )
        : created;
      print(session, image, [image.uuid], () => [`Image "${image.name}" is ${image.state}.`]);
    } finally {
      view.end();
    }
  });
}

/** An image that could not be made is gone: its VM says why, once nothing is under way with it. */
async function failure({ client }: Session, { uuid }: Resource, { timeout }: Waiting, cause: unknown): Promise<never> {
  if (!(cause instanceof Problem) || ['timeout', 'interrupted'].includes(cause.code)) throw cause;
  const vm = await waitForResource(client, uuid, timeout, ({ state }) => state !== 'Updating');
  if (vm === null || vm.error_message === '') throw cause;
  const remedy = 'Mend what it says, then try again: the VM is as it was.';
  throw new Problem('image-erred', `The image could not be made: ${vm.error_message}`, remedy, { cause });
}
