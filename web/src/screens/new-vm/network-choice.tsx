import { Checkbox, List, Select, Stack, Text } from '@mantine/core';
import type { Schemas } from '../../api/client.ts';
import { lets, sentences } from '../../parts/rules.ts';
import type { SectionProps } from './draft.ts';

interface Props extends SectionProps {
  subnets: Schemas['Subnet'][];
  floating: Schemas['FloatingIp'][];
  groups: Schemas['SecurityGroup'][];
}

/** Where the VM is plugged, how it is reached, and what is let in to it. */
export function NetworkChoice({ draft, change, wrong, subnets, floating, groups }: Props) {
  const free = floating.filter(({ port }) => port === null);
  const chosen = groups.filter(({ uuid, name }) =>
    draft.groups.length === 0 ? name === 'default' : draft.groups.includes(uuid),
  );
  const toggle = (uuid: string, on: boolean): void => {
    const now = chosen.map((group) => group.uuid).filter((each) => each !== uuid);
    change({ groups: on ? [...now, uuid] : now });
  };
  return (
    <Stack gap="xs">
      <Select
        label="Subnet"
        allowDeselect={false}
        data={subnets.map(({ uuid, name, network_name: network, cidr }) => ({
          value: uuid,
          label: `${network} / ${name}: ${cidr}`,
        }))}
        value={draft.subnet}
        error={wrong('attributes.networks.0.subnet')}
        onChange={(subnet) => change({ subnet: subnet ?? '' })}
      />
      <Select
        label="Floating IP"
        allowDeselect={false}
        data={[
          { value: 'auto', label: 'One that is free, else a new one' },
          { value: 'none', label: 'None: not reachable from outside' },
          ...free.map(({ uuid, address }) => ({ value: uuid, label: address })),
        ]}
        value={draft.floating}
        error={wrong('attributes.networks.0.floating_ip')}
        onChange={(address) => change({ floating: address ?? 'auto' })}
      />
      <Checkbox.Group
        label="Security groups"
        error={wrong('attributes.security_groups')}
        value={chosen.map(({ uuid }) => uuid)}
      >
        <Stack gap={4} mt={4}>
          {groups.map(({ uuid, name, rules }) => (
            <div key={uuid}>
              <Checkbox value={uuid} label={name} onChange={(event) => toggle(uuid, event.currentTarget.checked)} />
              <List size="xs" withPadding c="dimmed">
                {sentences(rules).map((words) => (
                  <List.Item key={words}>{words}</List.Item>
                ))}
              </List>
            </div>
          ))}
        </Stack>
      </Checkbox.Group>
      {!chosen.some(({ rules }) => rules.some((rule) => lets(rule, 22))) && (
        <Text size="sm" fw={600}>
          Nothing lets in ssh.
        </Text>
      )}
    </Stack>
  );
}
