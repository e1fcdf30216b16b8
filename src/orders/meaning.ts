import { FieldErrors } from '../common/field-errors.ts';
import { asObject } from '../common/fields.ts';
import { readNetworks } from './vm/parse-networks.ts';

/** An order's body, the same whether it says by `networks`, or by `ports` and `floating_ips`, how a VM is connected. */
export function orderMeaning(body: unknown): unknown {
  const { attributes, ...order } = asObject(body);
  const { networks, ports, floating_ips, ...others } = asObject(attributes);
  if (networks == null && ports == null) return body;
  // what is wrong with it is found when it is placed
  const read = readNetworks({ networks, ports, floating_ips }, 'networks', new FieldErrors());
  const connections = read.networks.map(({ subnet, port, pairs, floatingIp, fixedIps = [] }) => {
    const addresses = fixedIps.map((each) => ({ subnet: each.subnet, address: each.address }));
    return { subnet, port, pairs, floatingIp, addresses };
  });
  for (const { subnet, choice: floatingIp } of read.floatingIps) {
    const led = connections.find((connection) => connection.subnet === subnet);
    if (led !== undefined) led.floatingIp = floatingIp;
  }
  return { ...order, attributes: { ...others, connections } };
}
