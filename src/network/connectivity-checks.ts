import { z } from 'zod';
import { enums, json } from '../db/index.ts';
import type { GuestState, PortFacts } from '../drivers/driver.ts';

export interface Check {
  name: string;
  /** null: not known, for it cannot be measured, or what it depends on has failed. */
  ok: boolean | null;
  /** What was found, one sentence. */
  measured: string;
  /** What to do; empty when it is fine. */
  remedy: string;
}

const portRows = z.strictObject({
  uuid: z.string(),
  plugged: z.boolean(),
  addresses: z.array(z.string()),
  groups: z.array(z.string()),
  floatingIp: z.string().nullable(),
});
type PortRows = z.output<typeof portRows>;

/** What the rows say of an instance and its way out. */
export const rowsShape = z.strictObject({
  name: z.string(),
  project: z.string(),
  state: z.enum(enums['instance.state']),
  error_message: z.string(),
  key_name: z.string(),
  ssh_user: z.string(),
  image_readiness: z.enum(enums['image.readiness']),
  readiness: json['instance.readiness'],
  /** Changes of the network that the backend has not followed yet. */
  behind: z.boolean(),
  network_error: z.string(),
  ports: z.array(portRows),
});
export type Rows = z.output<typeof rowsShape>;

/** What was found of the machine that a VM runs on; `detail` has no full stop. */
export interface HostFinding {
  name: string;
  ok: boolean;
  detail: string;
  remedy: string;
}

type Port = PortRows & { facts: PortFacts };
export type Measured = Omit<Rows, 'ports'> & {
  guest: GuestState;
  ports: Port[];
  host: HostFinding[];
};

/** `unknown`: this cloud cannot measure it, and what depends on it is looked at all the same. */
type Finding = Pick<Check, 'ok' | 'measured'> & { remedy?: string; unknown?: true };

const notKnown = (why: string): Finding => ({ ok: null, measured: `Not known: ${why}`, unknown: true });

/**
 * The checks in the order in which a packet would meet what they are about. What depends on a failed one is not looked at,
 * except for the floating IP, the rules and the host, which are facts of their own.
 */
export function connectivityChecks(vm: Measured): Check[] {
  // through which people come from outside
  const port = vm.ports.find(({ floatingIp }) => floatingIp !== null) ?? vm.ports[0];
  const steps: [name: string, needs: string[], look: () => Finding][] = [
    ['state', [], () => stateOf(vm)],
    ['running', ['state'], () => runningOf(vm)],
    ['network', ['state'], () => networkOf(vm)],
    ['port', ['running', 'network'], () => portsOf(vm)],
    ['address', ['port'], () => leaseOf(vm.ports)],
    ['security_group', [], () => rulesOf(port)],
    ['floating_ip', [], () => floatingIpOf(port)],
    ['ssh', ['address'], () => sshOf(port)],
    ['key', ['ssh'], () => keyOf(vm)],
    ['host', [], () => hostOf(vm)],
  ];
  const findings: (Finding & { name: string })[] = [];
  for (const [name, needs, look] of steps) {
    const missing = findings.find((found) => needs.includes(found.name) && found.ok !== true && !found.unknown);
    const finding =
      missing === undefined ? look() : { ok: null, measured: `Not measured: ${missing.name} comes first.` };
    findings.push({ name, ...finding });
  }
  return findings.map(({ name, ok, measured, remedy = '' }) => ({ name, ok, measured, remedy }));
}

function stateOf({ state, error_message }: Measured): Finding {
  if (state === 'OK') return { ok: true, measured: 'The VM is there and nothing is being done with it.' };
  if (state === 'ERRED') {
    return { ok: false, measured: `The VM has failed: ${error_message}`, remedy: 'Delete it and order it again.' };
  }
  return { ok: false, measured: `The VM is ${state}.`, remedy: 'Wait until its state is OK, then look again.' };
}

function runningOf({ guest, error_message }: Measured): Finding {
  if (guest === 'running') return { ok: true, measured: 'It runs.' };
  const why = error_message === '' ? '' : ` ${error_message}`;
  if (guest === 'paused') {
    const remedy = 'If the disk of the host is full it goes on by itself once there is room; else restart it.';
    return { ok: false, measured: `It stands still.${why}`, remedy };
  }
  return { ok: false, measured: `It does not run.${why}`, remedy: 'Start it.' };
}

function networkOf({ behind, network_error }: Measured): Finding {
  if (!behind) return { ok: true, measured: 'All changes of the project’s network are in force.' };
  if (network_error === '') {
    const remedy = 'Look again in a few seconds.';
    return { ok: false, measured: 'A change of the project’s network is not in force yet.', remedy };
  }
  const remedy = 'It is tried again by itself; the operator finds more in the server log.';
  return { ok: false, measured: `A change of the network could not be made: ${network_error}`, remedy };
}

function portsOf({ ports }: Measured): Finding {
  if (ports.length === 0) {
    return { ok: false, measured: 'It has no port.', remedy: 'Connect it to a subnet (update_ports).' };
  }
  const bad = ports.find(({ plugged, facts }) => !plugged || facts.link !== 'up');
  if (bad === undefined) return { ok: true, measured: `${ports.length} of ${ports.length} ports are plugged in.` };
  const state = !bad.plugged || bad.facts.link === 'absent' ? 'is not plugged in' : 'has no guest at its other end';
  const remedy = 'Stop the VM and start it again: its ports are plugged anew.';
  return { ok: false, measured: `The port with ${bad.addresses.join(', ')} ${state}.`, remedy };
}

function leaseOf(ports: Port[]): Finding {
  const known = ports.flatMap(({ addresses, facts: { leases } }) => (leases === null ? [] : [{ addresses, leases }]));
  if (known.length < ports.length) return notKnown('this cloud does not tell what DHCP gave.');
  const bad = known.find(({ addresses, leases }) => addresses.length > 0 && leases.length === 0);
  if (bad === undefined) {
    const taken = known.flatMap(({ leases }) => leases.map(({ address }) => address));
    return { ok: true, measured: `The guest has taken ${taken.join(', ')} by DHCP.` };
  }
  const remedy = 'Read its console: it may still boot, or its image does not ask DHCP on this card. Restart it then.';
  return { ok: false, measured: `The guest has not taken ${bad.addresses.join(', ')} by DHCP.`, remedy };
}

function rulesOf(port: Port | undefined): Finding {
  if (port === undefined) return { ok: null, measured: 'Not measured: it has no port.' };
  const groups = port.groups.length === 0 ? 'It has no security group' : `Its security groups are ${list(port.groups)}`;
  const { sshFrom } = port.facts;
  const blocks = sshFrom.filter((from) => from.includes('/'));
  const outside = blocks.filter((block) => !block.includes(':'));
  if (outside.length === 0) {
    const others = sshFrom.length === 0 ? '' : ' from outside, only from VMs of the project or by IPv6';
    const remedy = 'Add the rule: ingress, IPv4, tcp, port 22, cidr 0.0.0.0/0 or your own address.';
    return { ok: false, measured: `${groups}; no rule lets TCP port 22 in${others}.`, remedy };
  }
  const from = outside.includes('0.0.0.0/0') ? 'anywhere' : `${list(outside)} only; else nothing comes in`;
  return { ok: true, measured: `${groups}; TCP port 22 is open from ${from}.` };
}

function floatingIpOf(port: Port | undefined): Finding {
  if (port === undefined) return { ok: null, measured: 'Not measured: it has no port.' };
  if (port.floatingIp === null) {
    const remedy = 'Give it a floating IP, or come from another VM of the project.';
    return { ok: false, measured: 'It has no floating IP: nothing outside of the project reaches it.', remedy };
  }
  const { routed, answers } = port.facts.floatingIp ?? { routed: false, answers: null };
  if (routed === null) return notKnown(`this cloud does not tell whether ${port.floatingIp} leads to it already.`);
  // that none comes back is no fault: its rules or the guest itself may not want any
  const ping = answers === null ? '' : ` A ping from the host is ${answers ? '' : 'not '}answered.`;
  if (routed) return { ok: true, measured: `${port.floatingIp} leads to it.${ping}` };
  const remedy = 'Look again in a few seconds; if it stays so, take the floating IP off and give it again.';
  return { ok: false, measured: `${port.floatingIp} is its own but does not lead to it yet.`, remedy };
}

function sshOf(port: Port | undefined): Finding {
  const answers = port?.facts.ssh;
  if (answers === null) return notKnown('this cloud cannot ask for ssh from inside of the network.');
  const best = answers?.find(({ answer }) => answer === 'ssh') ?? answers?.[0];
  if (best === undefined) return { ok: null, measured: 'Not measured: it has no address.' };
  const { address, answer, banner } = best;
  if (answer === 'ssh') return { ok: true, measured: `sshd answers on ${address}: ${banner}` };
  const [what, remedy] = {
    refused: ['is closed: no sshd listens', 'Read its console; start sshd in the guest, or wait until it has booted.'],
    nothing: ['does not answer', 'A firewall inside the guest may drop it, or the guest hangs. Read its console.'],
    'no-banner': ['is open but nothing speaks ssh there', 'Wait a moment; if it stays so, restart sshd in the guest.'],
  }[answer] as [string, string];
  return { ok: false, measured: `TCP port 22 of ${address} ${what}.`, remedy };
}

function keyOf({ key_name, ssh_user, readiness }: Measured): Finding {
  const key = key_name === '' ? 'the key it was ordered with' : `the key "${key_name}"`;
  const detail = readiness.cloudInit;
  if (detail !== undefined && detail.result === 'error') {
    const remedy = 'Read its console, mend the user data, and rebuild it.';
    return {
      ok: false,
      measured: `First-boot configuration failed, so ${key} may be missing: ${detail.detail}`,
      remedy,
    };
  }
  const hint = `A "Permission denied" means another user or another key.`;
  return { ok: true, measured: `It lets in ${ssh_user} with ${key}. ${hint}` };
}

function hostOf({ host }: Measured): Finding {
  const bad = host.filter(({ ok }) => !ok);
  if (bad.length === 0) return { ok: true, measured: 'Its host has room, and its clock and database are well.' };
  const measured = bad.map(({ name, detail }) => `${name}: ${detail}.`).join(' ');
  return { ok: false, measured, remedy: `Tell the operator. ${bad.map(({ remedy }) => remedy).join(' ')}` };
}

function list(names: string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
