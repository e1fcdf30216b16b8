import { isIPv4, isIPv6 } from 'node:net';
import { addressNumber, parsePrefix } from '../../../common/prefix.ts';
import { Problem } from '../../../common/problem.ts';
import { isUuid } from '../../../common/uuid.ts';
import type { RouterSpec, SecurityGroupRuleSpec } from '../../driver.ts';
import { MAC } from '../host.ts';

const isAddress = (text: string) => addressNumber(text) !== null;
const isCidr = (text: string) => text.includes('/') && typeof parsePrefix(text) !== 'string';
const isPort = (value: number | null) => value === null || (Number.isInteger(value) && value >= 0 && value <= 65_535);

const isProtocol = (value: SecurityGroupRuleSpec['protocol']) =>
  typeof value === 'number'
    ? Number.isInteger(value) && value >= 0 && value <= 255
    : value === null || ['tcp', 'udp', 'icmp'].includes(value);

/**
 * Refuses a router that could not be written into rulesets and configuration files as it is: everything that is
 * rendered there is an id, a MAC, an address or a number. Throws `router-spec-invalid` naming the field.
 */
export function checkRouter(router: RouterSpec): void {
  const need = (fine: boolean, what: string) => {
    if (fine) return;
    const remedy = 'This is a defect of the server; report it with the server log.';
    throw new Problem('router-spec-invalid', `The network of project ${router.id} has a bad ${what}`, remedy);
  };
  need(isUuid(router.id), 'id');
  need(Number.isInteger(router.slot) && router.slot >= 1 && router.slot <= 16_000, 'slot');
  const networks = new Set(router.networks.map((network) => network.id));
  const groups = new Set(router.groups.map((group) => group.id));
  for (const network of router.networks) {
    need(Number.isInteger(network.slot) && network.slot >= 0 && network.slot <= 999, `network slot: ${network.slot}`);
    for (const subnet of network.subnets) {
      need(isAddress(subnet.gateway) && isCidr(subnet.cidr), `subnet: ${subnet.id}`);
      need(isIPv6(subnet.gateway) === subnet.cidr.includes(':'), `gateway of subnet ${subnet.id}: another family`);
      const bits = Number(subnet.cidr.split('/')[1]);
      need(isIPv4(subnet.gateway) || (bits >= 64 && bits <= 126), `prefix of subnet ${subnet.id}: 64 to 126 bits`);
      need(subnet.dnsNameservers.every(isAddress), `name server in subnet ${subnet.id}`);
      const routes = subnet.hostRoutes ?? [];
      need(
        routes.every(({ destination, nexthop }) => isCidr(destination) && isIPv4(nexthop)),
        `host route of subnet ${subnet.id}`,
      );
    }
  }
  for (const port of router.ports) {
    need(isUuid(port.id) && isUuid(port.guest), `port id: ${port.id}`);
    need(MAC.test(port.mac), `MAC of port ${port.id}: lower-case hex with colons is needed`);
    need(
      Number.isInteger(port.guestSlot) && port.guestSlot >= 1 && port.guestSlot <= 65_000,
      `guest slot of port ${port.id}`,
    );
    need(networks.has(port.network), `network of port ${port.id}`);
    need(
      port.addresses.every(({ address }) => isAddress(address)),
      `address of ${port.id}`,
    );
    need((port.allowed ?? []).every(isCidr), `allowed address of port ${port.id}`);
    need(port.floatingIp === null || isIPv4(port.floatingIp), `floating IP of port ${port.id}`);
    need(
      port.groups.every((group) => groups.has(group)),
      `security group of port ${port.id}`,
    );
  }
  for (const rule of router.groups.flatMap((group) => group.rules)) {
    need(rule.cidr === null || isCidr(rule.cidr), `prefix of a rule: ${rule.cidr}`);
    need(
      rule.cidr === null || rule.cidr.includes(':') === (rule.ethertype === 'IPv6'),
      `family of a rule: ${rule.cidr}`,
    );
    need(rule.remoteGroup === null || groups.has(rule.remoteGroup), 'remote group of a rule');
    need(isProtocol(rule.protocol), `protocol of a rule: ${rule.protocol}`);
    need(isPort(rule.fromPort) && isPort(rule.toPort), 'port of a rule');
    const ordered = rule.protocol === 'icmp' || (rule.fromPort ?? 0) <= (rule.toPort ?? 65_535);
    need(ordered, 'range of ports in a rule');
    const portless = rule.protocol === null || typeof rule.protocol === 'number';
    need(!portless || (rule.fromPort === null && rule.toPort === null), 'rule: ports need a protocol');
  }
}
