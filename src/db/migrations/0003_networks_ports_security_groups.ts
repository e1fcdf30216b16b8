import { type Kysely, sql } from 'kysely';

/** Networks, subnets, addresses, ports, floating IPs, security groups. The floating IP pool is an external network. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE network (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      -- null: an external network, which floating IPs come from
      project uuid REFERENCES project,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      slot integer NOT NULL CHECK (slot BETWEEN 0 AND 999),
      created timestamptz NOT NULL DEFAULT now(),
      UNIQUE NULLS NOT DISTINCT (project, slot)
    );

    CREATE TABLE subnet (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      network uuid NOT NULL REFERENCES network,
      project uuid REFERENCES project,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      cidr cidr NOT NULL,
      gateway inet NOT NULL,
      pool_first inet NOT NULL,
      pool_last inet NOT NULL,
      -- the address given last: the next one is looked for behind it, so that a freed address rests longest
      pool_cursor inet NOT NULL,
      dns_nameservers inet[] NOT NULL DEFAULT '{}',
      created timestamptz NOT NULL DEFAULT now(),
      -- one router serves the project: its subnets may not overlap
      EXCLUDE USING gist (project WITH =, cidr inet_ops WITH &&)
    );

    CREATE TABLE security_group (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      name text NOT NULL,
      description text NOT NULL DEFAULT '',
      created timestamptz NOT NULL DEFAULT now(),
      UNIQUE (project, name)
    );

    CREATE TABLE security_group_rule (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      security_group uuid NOT NULL REFERENCES security_group ON DELETE CASCADE,
      direction text NOT NULL CHECK (direction IN ('ingress', 'egress')),
      ethertype text NOT NULL CHECK (ethertype IN ('IPv4', 'IPv6')),
      protocol text CHECK (protocol IN ('tcp', 'udp', 'icmp')),
      from_port integer,
      to_port integer,
      cidr cidr,
      remote_group uuid REFERENCES security_group,
      description text NOT NULL DEFAULT '',
      CHECK (cidr IS NULL OR remote_group IS NULL)
    );
    CREATE INDEX ON security_group_rule (security_group);

    CREATE TABLE port (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      network uuid NOT NULL REFERENCES network,
      instance uuid,
      position integer NOT NULL DEFAULT 0,
      mac macaddr NOT NULL UNIQUE,
      -- on the host only from the create workflow's network step until its undo or the deletion
      plugged boolean NOT NULL DEFAULT false,
      created timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX ON port (project);
    CREATE INDEX ON port (instance);

    CREATE TABLE port_security_group (
      port uuid NOT NULL REFERENCES port ON DELETE CASCADE,
      security_group uuid NOT NULL REFERENCES security_group,
      PRIMARY KEY (port, security_group)
    );

    CREATE TABLE floating_ip (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      port uuid UNIQUE REFERENCES port ON DELETE SET NULL,
      -- allocated by an order's "auto": released with the VM
      automatic boolean NOT NULL DEFAULT false,
      created timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX ON floating_ip (project);

    CREATE TABLE address (
      subnet uuid NOT NULL REFERENCES subnet,
      address inet NOT NULL,
      port uuid REFERENCES port ON DELETE CASCADE,
      floating_ip uuid UNIQUE REFERENCES floating_ip ON DELETE CASCADE,
      PRIMARY KEY (subnet, address),
      CHECK ((port IS NULL) <> (floating_ip IS NULL))
    );
    CREATE INDEX ON address (port);
  `.execute(db);
}
