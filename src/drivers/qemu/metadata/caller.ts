import { isIPv6 } from 'node:net';
import type { GuestMetadata, NetworkSpec, PortSpec, RouterSpec } from '../../driver.ts';

/** Who asks: a guest, in the router that its packets came through. */
export interface Caller {
  guest: string;
  router: RouterSpec;
}

/** All that a guest is told. */
export interface Told {
  metadata: GuestMetadata;
  /** Its ports as they are now; the first one leads. */
  ports: { port: PortSpec; network: NetworkSpec }[];
}

/** What a caller is told, of its own ports only. */
export function told({ guest, router }: Caller, metadata: GuestMetadata): Told {
  const networks = new Map(router.networks.map((network) => [network.id, network]));
  const own = router.ports.filter((port) => port.guest === guest);
  return {
    metadata,
    ports: own.flatMap((port) => {
      const network = networks.get(port.network);
      return network === undefined ? [] : [{ port, network }];
    }),
  };
}

/** The addresses of a port in one family, with their subnets. */
export function addressesOf({ port, network }: Told['ports'][number], family: 4 | 6) {
  return port.addresses.flatMap(({ address, subnet }) => {
    const found = network.subnets.find((each) => each.id === subnet);
    return found === undefined || isIPv6(address) !== (family === 6) ? [] : [{ address, subnet: found }];
  });
}
