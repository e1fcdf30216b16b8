/** The network of one project on the backend: its router with all that is behind it. */
export interface RouterSpec {
  /** The project's id. */
  id: string;
  /** A small number of its own among this cloud's projects, 1..16000, for a backend that names by one. */
  slot: number;
  /** Another one for each change: who is told of the same again knows that nothing else was applied between, by any node. */
  revision?: string;
  networks: NetworkSpec[];
  /** Those of a guest in its own order: its name leads to the first one. */
  ports: PortSpec[];
  groups: SecurityGroupSpec[];
}

export interface NetworkSpec {
  id: string;
  /** Unique within the router, 0..999. */
  slot: number;
  /** IPv4, or IPv6 of 64 to 126 bits; the gateway is of the same family, name servers of another one are passed over. */
  subnets: {
    id: string;
    cidr: string;
    gateway: string;
    /** false: IPv4 guests are not told of the gateway, and send nothing beyond the subnet by it. */
    announced?: boolean;
    dnsNameservers: string[];
    /** IPv4: told to guests, and kept by the router. The next hop is an address of the subnet. */
    hostRoutes?: { destination: string; nexthop: string }[];
  }[];
}

export interface PortSpec {
  id: string;
  network: string;
  mac: string;
  /** The `slot` of the guest that has the port. */
  guestSlot: number;
  guest: string;
  hostname: string;
  addresses: { subnet: string; address: string }[];
  groups: string[];
  /** Prefixes that the port may send from and be sent to beside its addresses, with its MAC; left out: none. */
  allowed?: string[];
  /** 1:1 with the first IPv4 address. */
  floatingIp: string | null;
}

export interface SecurityGroupSpec {
  id: string;
  rules: SecurityGroupRuleSpec[];
}

export interface SecurityGroupRuleSpec {
  direction: 'ingress' | 'egress';
  ethertype: 'IPv4' | 'IPv6';
  /** A number is that of another IP protocol; null: any. */
  protocol: 'tcp' | 'udp' | 'icmp' | number | null;
  /** Inclusive; null: any, as for other protocols. For icmp, type and code. */
  fromPort: number | null;
  toPort: number | null;
  /** At most one of both is set; neither: anywhere. */
  cidr: string | null;
  remoteGroup: string | null;
}

/** A table of tracked connections. */
export interface Tracking {
  /** The place that it is of, for people. */
  where: string;
  connections: number;
  limit: number;
}

/** What was measured of one port; whether its guest runs is `guestState`. `at` is epoch ms; null: it cannot be measured here. */
export interface PortFacts {
  /** The card on the backend: `up` when the guest's end is connected; `absent` also when the port is not plugged. */
  link: 'absent' | 'down' | 'up';
  /** What the guest was given by DHCP, as far as the port still has it. */
  leases: { address: string; at: number }[] | null;
  /** Per address of the port: what answers on TCP port 22 from its router, where no security group is in the way. */
  ssh: SshAnswer[] | null;
  /** null: the port has none. `routed`: packets for it are led to the port's router; `answers`: a ping from the host comes back. */
  floatingIp: { address: string; routed: boolean | null; answers: boolean | null } | null;
  /** From where the port's rules let TCP port 22 in: prefixes (`0.0.0.0/0` and `::/0`: anywhere) and ids of groups. */
  sshFrom: string[];
}

export interface SshAnswer {
  address: string;
  answer: 'ssh' | 'no-banner' | 'refused' | 'nothing';
  banner: string;
}
