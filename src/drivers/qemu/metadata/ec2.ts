import { userDataBytes } from '../../../common/user-data.ts';
import { addressesOf, type Told } from './caller.ts';
import { Directory } from './tree.ts';

/** The layout that EC2 has made common, as far as a VM here has what it asks for. */
export function ec2Tree({ metadata, ports }: Told): Directory {
  const { seed, image, flavor, keyName } = metadata;
  const [first] = ports;
  const keys = seed.sshKeys.map((key) => key.trim());
  const keyNames = keys.map((_, index) => (index === 0 && keyName !== '' ? keyName : `key${index}`));
  const lines = (list: string[]) => (list.length === 0 ? null : list.join('\n'));
  const macs = ports.map((each, index) => {
    const [four, six] = [addressesOf(each, 4), addressesOf(each, 6)];
    const entries = {
      'device-number': String(index),
      'interface-id': each.port.id,
      ipv6s: lines(six.map(({ address }) => address)),
      'local-hostname': seed.hostname,
      'local-ipv4s': lines(four.map(({ address }) => address)),
      mac: each.port.mac,
      'public-ipv4s': each.port.floatingIp,
      'subnet-ipv4-cidr-block': four[0]?.subnet.cidr ?? null,
      'subnet-ipv6-cidr-blocks': lines(six.map(({ subnet }) => subnet.cidr)),
    };
    return [each.port.mac, new Directory(entries)] as const;
  });
  const meta = new Directory({
    'ami-id': image,
    hostname: seed.hostname,
    'instance-id': seed.instanceId,
    'instance-type': flavor,
    'local-hostname': seed.hostname,
    'local-ipv4': (first && addressesOf(first, 4)[0]?.address) ?? null,
    mac: first?.port.mac ?? null,
    network: new Directory({ interfaces: new Directory({ macs: new Directory(Object.fromEntries(macs)) }) }),
    'public-ipv4': ports.find(({ port }) => port.floatingIp !== null)?.port.floatingIp ?? null,
    'public-keys':
      keys.length === 0
        ? null
        : new Directory(
            Object.fromEntries(keys.map((key, index) => [String(index), new Directory({ 'openssh-key': key })])),
            keyNames.map((name, index) => `${index}=${name}`).join('\n'),
          ),
  });
  return new Directory({
    'meta-data': meta,
    'user-data': seed.userData === null ? null : userDataBytes(seed.userData),
  });
}
