import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { VmLink } from '../../parts/vm-link.tsx';
import { type Subnet, usedOf } from './subnets.tsx';

type Port = Schemas['Port'];
type FloatingIp = Schemas['FloatingIp'];

/** More VMs than these in one subnet are no picture any more: they are counted. */
const drawn = 30;

const all = 300;

/** What hangs on what: the outside, the router, its subnets, and in each the VMs with their floating IPs. */
export function Picture() {
  const { project } = useProject();
  const params = { query: { project_uuid: project, page_size: all } };
  const subnets = api.useQuery('get', '/api/openstack-subnets/', { params }).data?.results;
  const ports = api.useQuery('get', '/api/openstack-ports/', { params }).data?.results;
  const floating = api.useQuery('get', '/api/openstack-floating-ips/', { params }).data?.results;
  if (subnets === undefined || ports === undefined || floating === undefined || subnets.length === 0) return null;
  return (
    <section aria-label="Picture of the project">
      <Title order={2} size="h4" mb="xs">
        How it hangs together
      </Title>
      <Box title="Outside">
        <Box title="Router of the project: outward as the cloud, inward by floating IPs">
          <Group align="stretch" gap="sm">
            {subnets.map((subnet) => (
              <SubnetBox key={subnet.uuid} subnet={subnet} ports={ports} floating={floating} />
            ))}
          </Group>
        </Box>
      </Box>
    </section>
  );
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="xs" radius="md" maw="100%">
      <Text size="xs" fw={600} mb={6} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      {children}
    </Paper>
  );
}

function SubnetBox({ subnet, ports, floating }: { subnet: Subnet; ports: Port[]; floating: FloatingIp[] }) {
  const plugged = ports.flatMap((port) => {
    const fixed = port.fixed_ips.find(({ subnet_id: of }) => of === subnet.uuid);
    return fixed === undefined ? [] : [{ port, address: fixed.ip_address }];
  });
  return (
    <Box title={`${subnet.name}, ${subnet.cidr}: ${usedOf(subnet)} addresses`}>
      <Stack gap={4}>
        {plugged.slice(0, drawn).map(({ port, address }) => (
          <Text key={port.uuid} size="sm">
            {port.resource_uuid === null ? (
              'a port of no VM'
            ) : (
              <VmLink project={port.project_uuid} vm={port.resource_uuid} name={port.resource_name} />
            )}{' '}
            {address}
            {outsideOf(port, address, floating)}
          </Text>
        ))}
        {plugged.length > drawn && <Text size="sm">and {plugged.length - drawn} more</Text>}
      </Stack>
    </Box>
  );
}

/** By which floating IP an address of a port is reached from outside: such are of IPv4. */
function outsideOf({ uuid }: Port, address: string, floating: FloatingIp[]): string {
  const found = address.includes(':') ? undefined : floating.find(({ port }) => port === uuid);
  return found === undefined ? '' : ` ⇄ ${found.address}`;
}
