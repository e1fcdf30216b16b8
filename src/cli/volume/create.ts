import type { Command } from 'commander';
import type { Volume } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { choosePlan, defaultProject, pick } from '../api/defaults.ts';
import { print } from '../terminal/output.ts';
import { placeAndFollow } from '../order/place.ts';
import { dryRun } from '../order/preflight.ts';
import { find } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { sizeMiB } from '../terminal/size.ts';
import { volumeFacts } from './facts.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

const WAIT_SECONDS = 300;

interface CreateOptions extends Waiting {
  size: number;
  image?: string;
  type?: string;
  description?: string;
  project?: string;
  offering?: string;
  plan?: string;
  quote?: string;
  dryRun?: true;
}

/** `volume create`: places an order and shows it until the volume can be attached. */
export function registerVolumeCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('order a volume; it reads zeros')
    .argument('<name>')
    .requiredOption('--size <size>', 'MiB, or such as 10G', sizeMiB)
    .option('--image <name>', 'begin as this image')
    .option('--type <name>', 'volume type')
    .option('--description <text>', 'what it is for')
    .option('--project <name>', 'default: that of the token')
    .option('--offering <name>', 'default: the first for volumes')
    .option('--plan <name>', "default: the offering's first")
    .option('--quote <uuid>', 'of a --dry-run at most 15 minutes ago: its price holds')
    .option('--dry-run', 'only check the order: its price, what it takes of the quota, how long it takes');
  addWaiting(create, WAIT_SECONDS);
  example(create, 'volume create data --size 10G', 'volume create data --size 10G --dry-run').action(
    async (name: string, options: CreateOptions, command: Command) => {
      const session = openSession(command);
      const body = await orderOf(session, name, options);
      if (options.dryRun === true) return dryRun(session, body);
      const order = await placeAndFollow(session, body, `volume "${name}"`, options);
      const path = `openstack-volumes/${order.resource_uuid}/`;
      const volume = session.json ? null : await session.client.get<Volume>(path);
      print(session, order, [order.resource_uuid], () => (volume === null ? [] : volumeFacts(volume)));
    },
  );
}

async function orderOf(session: Session, name: string, options: CreateOptions): Promise<object> {
  const { client } = session;
  const project = await defaultProject(session, options.project);
  const [offering, image, type] = await Promise.all([
    pick(session, 'offering', options.offering, (all) => all.find((each) => each.type === 'OpenStack.Volume'), {
      project_uuid: project,
    }),
    options.image === undefined ? undefined : find(client, 'image', options.image),
    options.type === undefined ? undefined : find(client, 'volume-type', options.type),
  ]);
  // what is undefined is not sent
  const { size, description, quote } = options;
  const attributes = { name, size, description, image: image?.uuid, type: type?.uuid };
  return { project, offering: offering.uuid, plan: choosePlan(offering, options.plan), attributes, quote };
}
