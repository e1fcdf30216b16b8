import { type Command, Option } from 'commander';
import { Problem } from '../../common/problem.ts';
import { find } from '../api/references.ts';
import { ApiProblem } from '../api/refusal.ts';
import type { Resource } from '../api/schema.ts';
import { openSession, type Session } from '../api/session.ts';
import { readPublicKey } from '../identity/ssh-key.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { print, say } from '../terminal/output.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { awaitAction } from './doing.ts';
import { stateOf } from './facts.ts';
import { awaitPower, isUp } from './power.ts';
import { registerTerms } from './terms.ts';
import { readUserData } from './user-data.ts';

const WAIT_SECONDS = 600;

/** `vm resize`, `rename`, `describe`, `protect`, `unprotect`, `expire`, `set-plan`, `rebuild`, `rescue`, `unrescue` and `cancel`. */
export function registerChange(noun: Command): void {
  registerResize(noun);
  registerRebuild(noun);
  registerRescue(noun);
  registerCancel(noun);
  registerTerms(noun);
  change(noun, 'rename', 'give a VM another name, its host name too', 'vm rename web front', 'renamed', [
    'new-name',
    'name',
  ]);
  change(noun, 'describe', 'say what a VM is for', 'vm describe web "The front end"', 'described', [
    'text',
    'description',
  ]);
  change(noun, 'protect', 'keep a VM from being deleted', 'vm protect web', 'protected', {
    termination_protection: true,
  });
  change(noun, 'unprotect', 'let a VM be deleted again', 'vm unprotect web', 'not protected any more', {
    termination_protection: false,
  });
}

function registerResize(noun: Command): void {
  const command = noun
    .command('resize')
    .description('give a VM another flavor: a running one is stopped for it and started again; disks only grow')
    .argument('<name>', 'name or UUID')
    .requiredOption('--flavor <name>', 'name or UUID; "./slipway flavor list" shows them');
  addWaiting(command, WAIT_SECONDS);
  example(command, 'vm resize web --flavor medium').action(
    async (name: string, options: Waiting & { flavor: string }, self: Command) => {
      const session = openSession(self);
      const { client } = session;
      const vm = await find(client, 'vm', name);
      const flavor = await find(client, 'flavor', options.flavor);
      if (flavor.name === vm.flavor_name) {
        throw usage(`${vm.name} has the flavor ${flavor.name}.`, '"./slipway flavor list" shows the others.');
      }
      const runs = vm.runtime_state === 'active';
      if (runs && !options.wait) {
        throw new Problem('wrong-state', `${vm.name} runs.`, `Stop it first, or leave --no-wait out.`);
      }
      if (runs) {
        say(session, `Stopping ${vm.name}.`);
        await client.post(`marketplace-resources/${vm.uuid}/actions/stop/`);
        await awaitPower(session, vm, 'stop', options.timeout);
      }
      const start = async (): Promise<Resource> => {
        say(session, `Starting ${vm.name}.`);
        await client.post(`marketplace-resources/${vm.uuid}/actions/start/`);
        return awaitPower(session, vm, 'start', options.timeout);
      };
      say(session, `Changing the flavor of ${vm.name} to ${flavor.name}.`);
      const changing = act(session, vm, 'change_flavor', { flavor: flavor.uuid }, options, isSettled);
      const after = await changing.catch(async (error: unknown) => {
        // what it was stopped for does not happen; why not is what matters
        if (runs && endedBadly(error)) await start().catch(() => undefined);
        throw error;
      });
      if (!runs) return show(session, vm, after);
      show(session, vm, await start());
    },
  );
}

function registerRebuild(noun: Command): void {
  const command = noun
    .command('rebuild')
    .description('set a VM up anew from an image; it keeps addresses and data volumes, and loses its system disk')
    .argument('<name>', 'name or UUID')
    .requiredOption('--image <name>', 'name or UUID')
    .option('--ssh-key <file>', 'public key file; left out, the keys stay')
    .addOption(new Option('--user-data <file>', 'for cloud-init; left out, it stays'));
  addWaiting(command, WAIT_SECONDS);
  type Options = Waiting & { image: string; sshKey?: string; userData?: string };
  example(command, 'vm rebuild web --image "Debian 12"').action(
    async (name: string, options: Options, self: Command) => {
      const session = openSession(self);
      const vm = await find(session.client, 'vm', name);
      const image = await find(session.client, 'image', options.image);
      const body = {
        image: image.uuid,
        ...(options.sshKey === undefined ? {} : { ssh_public_key: readPublicKey(options.sshKey) }),
        ...(options.userData === undefined ? {} : { user_data: readUserData(options.userData) }),
      };
      show(session, vm, await act(session, vm, 'rebuild', body, options, isUp));
    },
  );
}

function registerRescue(noun: Command): void {
  const rescue = noun
    .command('rescue')
    .description("boot a rescue image in place of a VM's own system, which it sees as a further disk")
    .argument('<name>', 'name or UUID')
    .option('--image <name>', 'name or UUID; left out, a rescue image of the cloud');
  addWaiting(rescue, WAIT_SECONDS);
  example(rescue, 'vm rescue web').action(
    async (name: string, options: Waiting & { image?: string }, self: Command) => {
      const session = openSession(self);
      const vm = await find(session.client, 'vm', name);
      const { image } = options;
      const body = image === undefined ? {} : { image: (await find(session.client, 'image', image)).uuid };
      show(session, vm, await act(session, vm, 'rescue', body, options, isUp));
    },
  );
  const unrescue = noun
    .command('unrescue')
    .description("boot a VM's own system again")
    .argument('<name>', 'name or UUID');
  addWaiting(unrescue, WAIT_SECONDS);
  example(unrescue, 'vm unrescue web').action(async (name: string, options: Waiting, self: Command) => {
    const session = openSession(self);
    const vm = await find(session.client, 'vm', name);
    show(session, vm, await act(session, vm, 'unrescue', undefined, options, isUp));
  });
}

function registerCancel(noun: Command): void {
  const cancel = noun
    .command('cancel')
    .description('give up what is being done with a VM, as when its guest does not answer: it is as it was before')
    .argument('<name>', 'name or UUID');
  addWaiting(cancel, WAIT_SECONDS);
  example(cancel, 'vm cancel web').action(async (name: string, options: Waiting, self: Command) => {
    const session = openSession(self);
    const vm = await find(session.client, 'vm', name);
    show(session, vm, await act(session, vm, 'cancel', undefined, options, isSettled));
  });
}

/** A command that changes one thing at once: to a fixed value, or to an argument that it takes. */
function change(
  noun: Command,
  verb: string,
  summary: string,
  line: string,
  done: string,
  what: Record<string, boolean> | [argument: string, field: string],
): void {
  const command = noun.command(verb).description(summary).argument('<name>', 'name or UUID');
  if (Array.isArray(what)) command.argument(`<${what[0]}>`);
  example(command, line).action(async (...given: unknown[]) => {
    const session = openSession(given.at(-1) as Command);
    const vm = await find(session.client, 'vm', given[0] as string);
    const body = Array.isArray(what) ? { [what[1]]: given[1] } : what;
    const after = await session.client.patch<Resource>(`marketplace-resources/${vm.uuid}/`, body);
    print(session, after, [vm.uuid], () => [`${after.name}: ${done}`]);
  });
}

/** Refused or failed; else nobody knows, and it may still go on. */
function endedBadly(error: unknown): boolean {
  return error instanceof ApiProblem || (error instanceof Problem && error.code === 'action-failed');
}

function isSettled(vm: Resource): boolean {
  return vm.state === 'OK';
}

/** Begins an action; see `awaitAction`. */
async function act(
  session: Session,
  vm: Resource,
  action: string,
  body: unknown,
  waiting: Waiting,
  reached: (vm: Resource) => boolean,
): Promise<Resource | null> {
  await session.client.post(`marketplace-resources/${vm.uuid}/actions/${action}/`, body);
  return awaitAction(session, vm, action, waiting, reached);
}

/** Shows a VM after what was done with it; null: that goes on. */
export function show(session: Session, before: Resource, after: Resource | null): void {
  const { uuid, name } = before;
  print(session, after ?? { status: 'accepted' }, [uuid], () => [
    after === null ? `${name}: accepted` : `${name}: ${stateOf(after)}, ${after.image_name}, ${after.flavor_name}`,
    ...(after === null ? [] : [...rescued(after), ...otherKeys(before, after)]),
  ]);
}

function rescued({ name, rescue_image_name: image }: Resource): string[] {
  if (image === null) return [];
  return [`${image} runs; its own disks are /dev/vdb and on. Boot its own system again: ./slipway vm unrescue ${name}`];
}

/** What ssh will say of another system behind the same address, before it says so. */
function otherKeys(before: Resource, after: Resource): string[] {
  const old = new Set(before.readiness.host_keys.map((key) => key.fingerprint_sha256));
  const keys = after.readiness.host_keys.filter((key) => !old.has(key.fingerprint_sha256));
  const [address] = after.external_ips;
  if (keys.length === 0 || old.size === 0) return [];
  const shown = keys.map((key) => `${key.type} ${key.fingerprint_sha256}`).join(', ');
  const forget = address === undefined ? '' : `, other programs after: ssh-keygen -R ${address}`;
  return [`It has other host keys now: ${shown}`, `"./slipway vm ssh ${after.name}" knows them${forget}`];
}
