import { userDataBytes } from '../../../common/user-data.ts';
import { zoneName } from '../../../common/zone.ts';
import { addressesOf, type Told } from './caller.ts';
import { Directory } from './tree.ts';

/** Versions of the layout that are asked for by name; all are answered alike. */
const VERSIONS = ['2012-08-10', '2013-10-17', '2015-10-15', '2016-06-30', '2016-10-06', '2017-02-22', '2018-08-27'];

/** The layout of OpenStack's Nova. */
export function openstackTree(told: Told): Directory {
  const { seed } = told.metadata;
  const files = new Directory({
    'meta_data.json': JSON.stringify(metaData(told)),
    'network_data.json': JSON.stringify(networkData(told)),
    user_data: seed.userData === null ? null : userDataBytes(seed.userData),
    'vendor_data.json': '{}',
    'vendor_data2.json': '{}',
  });
  const versions = [...VERSIONS, 'latest'];
  return new Directory(Object.fromEntries(versions.map((version) => [version, files])), versions.join('\n'));
}

function metaData({ metadata }: Told) {
  const { seed, project, keyName } = metadata;
  const keys = seed.sshKeys.map((key, index) => {
    return { name: index === 0 && keyName !== '' ? keyName : `key${index}`, type: 'ssh', data: key.trim() };
  });
  return {
    uuid: seed.instanceId,
    name: seed.hostname,
    hostname: seed.hostname,
    project_id: project,
    launch_index: 0,
    availability_zone: zoneName,
    public_keys: Object.fromEntries(keys.map(({ name, data }) => [name, data])),
    keys,
    meta: seed.labels,
  };
}

/** The addresses come by DHCP, as the router's server gives them. */
function networkData({ ports }: Told) {
  const servers = ports.flatMap(({ network }) =>
    network.subnets.flatMap(({ gateway, dnsNameservers }) =>
      dnsNameservers.length === 0 ? [gateway] : dnsNameservers,
    ),
  );
  const networks = ports.flatMap((each) => {
    const of = (family: 4 | 6, type: string) =>
      addressesOf(each, family).map(() => ({ type, link: each.port.id, network_id: each.network.id }));
    return [...of(4, 'ipv4_dhcp'), ...of(6, 'ipv6_dhcpv6-stateful')];
  });
  return {
    links: ports.map(({ port }) => ({ id: port.id, vif_id: port.id, type: 'phy', ethernet_mac_address: port.mac })),
    networks: networks.map((each, index) => ({ id: `network${index}`, ...each })),
    services: [...new Set(servers)].map((address) => ({ type: 'dns', address })),
  };
}
