import type { Command } from 'commander';
import type { Client } from '../api/client.ts';
import { find } from '../api/references.ts';
import type { Instance } from '../api/schema.ts';
import type { Session } from '../api/session.ts';
import { uuidOfNamed } from '../terminal/nouns.ts';
import { print, say } from '../terminal/output.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { requireMade } from '../volume/made.ts';
import { followVm } from './doing.ts';
import { vmFacts } from './facts.ts';

/** Disks are copied. */
const RESTORE_SECONDS = 3600;

export interface RestorationOptions extends Waiting {
  flavor?: string;
  subnet?: string[];
  securityGroup?: string[];
  floatingIp?: true;
}

/** Of what a new VM is made: what is asked for it, its project, and the subnet of the first port of the VM that it is of. */
interface Source {
  path: string;
  project: string;
  subnet: string | null | undefined;
}

/** Options of a command that makes a VM of what another one has, or had. */
export function addRestoration(command: Command, has: 'has' | 'had'): void {
  command
    .option('--flavor <name>', `default: that which the VM ${has}`)
    .option('--subnet <name...>', `default: those which the VM ${has}`)
    .option('--security-group <name...>', `default: those which the VM ${has}`)
    .option('--floating-ip', 'with a floating IP: a free one of the project, else a new one');
  addWaiting(command, RESTORE_SECONDS);
}

/** Makes it, and shows it once it is there. */
export async function makeVmOf(
  session: Session,
  source: Source,
  name: string,
  options: RestorationOptions,
): Promise<void> {
  const { client } = session;
  const begun = await client.post<Instance>(source.path, { name, ...(await bodyOf(client, source, options)) });
  if (!options.wait) return say(session, `${name}: accepted`);
  const made = await followVm(session, begun.uuid, options.timeout, ({ state }) => /^(OK|Erred)$/.test(state));
  const vm = requireMade('vm', made);
  print(session, vm, [vm.uuid], () => vmFacts(vm));
}

async function bodyOf(client: Client, { project, subnet: had }: Source, options: RestorationOptions) {
  const { flavor, subnet, securityGroup } = options;
  const named = (kind: 'subnet' | 'security-group', names: string[]) =>
    Promise.all(names.map((each) => uuidOfNamed(client, kind, each, project)));
  const subnets = subnet && (await named('subnet', subnet));
  const first = subnets?.[0] ?? had;
  return {
    flavor: flavor === undefined ? undefined : (await find(client, 'flavor', flavor)).uuid,
    ports: subnets?.map((each) => ({ subnet: each })),
    security_groups: securityGroup && (await named('security-group', securityGroup)),
    floating_ips: options.floatingIp === true && first != null ? [{ subnet: first }] : undefined,
  };
}
