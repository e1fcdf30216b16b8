import { List, Stack, Text, Title } from '@mantine/core';
import { api } from '../../api/client.ts';
import { Copy } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Answered } from '../../parts/note.tsx';
import { sentences } from '../../parts/rules.ts';
import type { Vm } from '../vms/vms.tsx';
import { FindOut } from './diagnosis.tsx';
import { Plug } from './plug.tsx';
import { PortActions } from './port-actions.tsx';

/** The ports of a VM, and what its groups let in and out, taken together. */
export function Network({ vm }: { vm: Vm }) {
  const query = api.useQuery('get', '/api/openstack-security-groups/', {
    params: { query: { project_uuid: vm.project_uuid, page_size: 300 } },
  });
  return (
    <Stack>
      <Plug vm={vm} />
      {vm.ports.map(({ uuid, mac_address: mac, fixed_ips: fixed, floating_ip: floating, security_groups: groups }) => (
        <Stack key={uuid} gap="xs">
          <Title order={2} size="h5">
            {fixed.map(({ subnet_name: name, subnet_cidr: range }) => `${name}, ${range}`).join('; ')}
          </Title>
          <Facts
            facts={{
              Addresses: fixed.map(({ ip_address: address }) => <Copy key={address} text={address} label={address} />),
              'Floating IP': floating === null ? 'none' : <Copy text={floating.address} label={floating.address} />,
              MAC: <Copy text={mac} label="the MAC" />,
              'Security groups': groups.map(({ name }) => name).join(', ') || 'none: nothing is let in',
            }}
          />
          <PortActions vm={vm} port={uuid} floating={floating} groups={groups} />
          <Answered query={query}>
            {({ results }) => {
              const rules = results
                .filter((group) => groups.some(({ uuid: its }) => its === group.uuid))
                .flatMap((group) => group.rules);
              return (
                <List size="sm">
                  {sentences(rules).map((words) => (
                    <List.Item key={words}>{words}</List.Item>
                  ))}
                </List>
              );
            }}
          </Answered>
        </Stack>
      ))}
      <FindOut vm={vm} />
      {vm.ports.length === 0 && <Text>It is connected to nothing.</Text>}
    </Stack>
  );
}
