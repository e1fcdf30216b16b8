import type { Tx } from '../../db/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';
import {
  type AddressPair,
  changePorts,
  type FloatingIpDraft,
  type GroupReference,
  type PortDraft,
  setInstanceFloatingIps,
  setInstanceGroups,
  setInstancePairs,
} from '../../network/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction } from './begin.ts';
import {
  instanceUpdateNetwork,
  instanceUpdatePorts,
  type NetworkChange,
  type Services,
} from '../../workflows/index.ts';

type Engines = Engine<Services>;

/** Begins to make an instance's ports those of `drafts`, also while it runs. Throws `InvalidRequest`. */
export function requestPorts(tx: Tx, engine: Engines, actor: Actor, uuid: string, drafts: PortDraft[]) {
  return request(tx, actor, uuid, 'update-ports', async (instance) => {
    const { add, remove } = await changePorts(tx, instance, drafts);
    if (add.length + remove.length === 0) return { add, remove };
    const action = { workflow: instanceUpdatePorts, input: { add, remove }, words: 'Changing ports' };
    await beginAction(tx, engine, uuid, action);
    return { add, remove };
  });
}

/** Gives all ports of an instance these security groups; the run ends when they are in force. */
export function requestGroups(tx: Tx, engine: Engines, actor: Actor, uuid: string, groups: GroupReference[]) {
  return request(tx, actor, uuid, 'update-security-groups', async (instance) => {
    const found = await setInstanceGroups(tx, instance, groups);
    await follow(tx, engine, uuid, 'update-security-groups', 'Changing security groups');
    return { groups: found };
  });
}

/** Makes an instance's floating IPs those of `drafts`; the run ends when they lead there. */
export function requestFloatingIps(tx: Tx, engine: Engines, actor: Actor, uuid: string, drafts: FloatingIpDraft[]) {
  return request(tx, actor, uuid, 'update-floating-ips', async (instance) => {
    await setInstanceFloatingIps(tx, instance, drafts);
    await follow(tx, engine, uuid, 'update-floating-ips', 'Changing floating IPs');
    return { subnets: drafts.map(({ subnet }) => subnet) };
  });
}

/** Says which addresses an instance may have beside its own in a subnet; the run ends when that is in force. */
export function requestAddressPairs(
  tx: Tx,
  engine: Engines,
  actor: Actor,
  uuid: string,
  { subnet, pairs }: { subnet: string; pairs: AddressPair[] },
) {
  return request(tx, actor, uuid, 'update-allowed-address-pairs', async (instance) => {
    const detail = await setInstancePairs(tx, instance, subnet, pairs);
    await follow(tx, engine, uuid, 'update-allowed-address-pairs', 'Changing allowed address pairs');
    return detail;
  });
}

/** Begins to bring into force what the rows of the network say by now. */
function follow(tx: Tx, engine: Engines, uuid: string, asked: NetworkChange, words: string): Promise<void> {
  return beginAction(tx, engine, uuid, { workflow: instanceUpdateNetwork, input: { asked }, words });
}

async function request(
  tx: Tx,
  actor: Actor,
  uuid: string,
  action: 'update-ports' | NetworkChange,
  change: (instance: { uuid: string; project: string }) => Promise<Record<string, unknown>>,
): Promise<void> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('update_network', instance);
  const detail = await change(instance);
  await audit(tx, actor, `instance.${action}`, { object: uuid, project: instance.project, detail });
}
