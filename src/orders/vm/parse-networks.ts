import { z } from 'zod';
import type { FieldErrors } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { floatingIpShape, newPortShape, type PortDraft } from '../../network/index.ts';
import { asObject, isObject, type Path, type Read, readFields, report, uuids } from '../../common/fields.ts';
import { isEmpty } from '../../common/unknown-names.ts';
import { maxNetworks, networkShape } from './schema.ts';

/** A floating IP that is wanted: "auto", "none", the UUID of one, or the address of one. */
export type FloatingChoice = string;

/** One connection of a VM, as far as it was understood. */
export interface NetworkDraft extends PortDraft {
  floatingIp?: FloatingChoice;
  floatingAt: Path;
}

export interface Networks {
  networks: NetworkDraft[];
  /** In Waldur's form floating IPs name the subnet of their port. */
  floatingIps: { at: Path; subnet: string; choice: FloatingChoice; choiceAt: Path }[];
}

/**
 * Reads how a VM shall be connected: WAYSCloud's `networks`, or Waldur's `ports` with `floating_ips`, which say the same.
 * `form` is the one that is asked for when neither is given.
 */
export function readNetworks(
  attributes: Record<string, unknown>,
  form: 'networks' | 'ports',
  errors: FieldErrors,
): Networks {
  const field = ['networks', 'ports'].find((name) => attributes[name] != null) ?? form;
  const path = ['attributes', field];
  const list = z
    .array(z.unknown())
    .min(1, 'Please specify at least one network.')
    .max(maxNetworks, `At most ${maxNetworks} networks.`)
    .safeParse(attributes[field]);
  if (!list.success) report(list.error, path, attributes[field] == null, errors);
  const read = field === 'networks' ? readNetwork : readPort;
  for (const other of field === 'networks' ? ['ports', 'floating_ips'] : [])
    if (attributes[other] != null && !isEmpty(attributes[other]))
      errors.add(['attributes', other], 'Says in another form what "networks" says: leave one of them out.');
  return {
    networks: (list.data ?? []).map((item, index) => read(item, [...path, index], errors)),
    floatingIps: field === 'networks' ? [] : readFloatingIps(attributes['floating_ips'], errors),
  };
}

function readNetwork(item: unknown, at: Path, errors: FieldErrors): NetworkDraft {
  const floatingAt = [...at, 'floating_ip'];
  if (!isObject(item)) {
    errors.add(at, 'Must be an object with "subnet" and "floating_ip".');
    return { at, floatingAt };
  }
  const { floating_ip: floating, ...read } = readFields(networkShape, item, at, errors);
  const floatingIp = floating === undefined ? undefined : floating === '' ? 'none' : (parseUuid(floating) ?? floating);
  return { ...place(read, item, at, errors), floatingAt, ...(floatingIp === undefined ? {} : { floatingIp }) };
}

function readPort(item: unknown, at: Path, errors: FieldErrors): NetworkDraft {
  if (!isObject(item)) {
    errors.add(at, 'Must be an object with "subnet" or "port".');
    return { at, floatingAt: at };
  }
  const read = readFields(newPortShape, item, at, errors);
  return { ...place(read, item, at, errors), floatingIp: 'none', floatingAt: at };
}

/** Where a connection leads to: a subnet, an existing port, or addresses that say their subnet. */
function place(
  read: Read<typeof newPortShape>,
  raw: Record<string, unknown>,
  at: Path,
  errors: FieldErrors,
): PortDraft {
  if ([raw['subnet'], raw['port'], raw['fixed_ips']].every((value) => (value ?? null) === null)) {
    errors.add([...at, 'subnet'], 'This field is required.');
  }
  const fixedIps = read.fixed_ips?.map(({ ip_address: address, subnet_id }, index) => ({
    at: [...at, 'fixed_ips', index],
    ...(address === undefined || address === '' ? {} : { address }),
    ...uuids({ subnet: subnet_id }),
  }));
  return {
    at,
    ...uuids({ subnet: read.subnet, port: read.port }),
    ...(fixedIps === undefined ? {} : { fixedIps }),
    pairs: read.allowed_address_pairs ?? [],
  };
}

function readFloatingIps(given: unknown, errors: FieldErrors): Networks['floatingIps'] {
  const path = ['attributes', 'floating_ips'];
  const list = z
    .array(z.unknown())
    .max(maxNetworks, `At most ${maxNetworks} floating IPs.`)
    .safeParse(given ?? []);
  if (!list.success) report(list.error, path, false, errors);
  return (list.data ?? []).flatMap((item, index) => {
    const at = [...path, index];
    const read = readFields(floatingIpShape, asObject(item), at, errors);
    const { subnet, url } = uuids({ subnet: read.subnet, url: read.url });
    const byAddress = url === undefined && read.ip_address !== undefined;
    const choiceAt = [...at, byAddress ? 'ip_address' : 'url'];
    return subnet === undefined ? [] : [{ at, subnet, choice: url ?? read.ip_address ?? 'auto', choiceAt }];
  });
}
