import type { ColumnType, Generated } from 'kysely';
import type { Stamp } from './columns.ts';

/** What is behind a VM, and the address of that. */
export interface HostRoute {
  destination: string;
  nexthop: string;
}

export interface NetworkTables {
  network: {
    uuid: Generated<string>;
    project: string | null;
    name: string;
    description: Generated<string>;
    slot: number;
    created: Stamp;
    modified: Generated<Date>;
  };
  subnet: {
    uuid: Generated<string>;
    network: string;
    project: string | null;
    name: string;
    description: Generated<string>;
    cidr: string;
    gateway: string;
    pool_first: string;
    pool_last: string;
    pool_cursor: string;
    dns_nameservers: Generated<string[]>;
    gateway_enabled: Generated<boolean>;
    host_routes: ColumnType<HostRoute[], string | undefined, string>;
    revision: Generated<string>;
    created: Stamp;
    modified: Generated<Date>;
  };
  security_group: {
    uuid: Generated<string>;
    project: string;
    name: string;
    description: Generated<string>;
    revision: Generated<string>;
    created: Stamp;
    modified: Generated<Date>;
  };
  security_group_rule: {
    id: Generated<string>;
    security_group: string;
    direction: 'ingress' | 'egress';
    ethertype: 'IPv4' | 'IPv6';
    protocol: 'tcp' | 'udp' | 'icmp' | null;
    from_port: number | null;
    to_port: number | null;
    cidr: string | null;
    remote_group: string | null;
    description: Generated<string>;
  };
  port: {
    uuid: Generated<string>;
    project: string;
    network: string;
    instance: string | null;
    position: Generated<number>;
    mac: string;
    plugged: Generated<boolean>;
    name: Generated<string>;
    description: Generated<string>;
    standalone: Generated<boolean>;
    /** Prefixes. */
    allowed_addresses: Generated<string[]>;
    revision: Generated<string>;
    created: Stamp;
    modified: Generated<Date>;
  };
  port_security_group: { port: string; security_group: string; position: number };
  floating_ip: {
    uuid: Generated<string>;
    project: string;
    port: string | null;
    automatic: Generated<boolean>;
    description: Generated<string>;
    revision: Generated<string>;
    created: Stamp;
    modified: Generated<Date>;
  };
  address: { subnet: string; address: string; port: string | null; floating_ip: string | null };
}
