import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client, listed, type Schemas } from '../../api/client.ts';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';
import { flavorWords, mebibytes } from '../../parts/words.ts';

/** What a new VM can be made of. */
type Kept = Pick<Schemas['BackupCopy'], 'name' | 'project_uuid' | 'instance_name' | 'metadata'>;

interface Choices {
  flavors: Schemas['Flavor'][];
  subnets: Schemas['Subnet'][];
  groups: Schemas['SecurityGroup'][];
  floating: Schemas['FloatingIp'][];
}

/** All that there is to choose from in a project. */
async function choicesOf(project: string): Promise<Choices> {
  const here = { params: { query: { project_uuid: project, page_size: 300 } } };
  const [flavors, subnets, groups, floating] = await Promise.all([
    listed(client.GET('/api/openstack-flavors/', { params: { query: { page_size: 300 } } })),
    listed(client.GET('/api/openstack-subnets/', here)),
    listed(client.GET('/api/openstack-security-groups/', here)),
    listed(client.GET('/api/openstack-floating-ips/', here)),
  ]);
  return { flavors, subnets, groups, floating };
}

const called = ({ name, network_name: network, cidr }: Schemas['Subnet']): string => `${network} / ${name}: ${cidr}`;

/** What the new VM shall be; its fields are called as in what is sent. */
function fieldsOf({ metadata: was }: Kept, { flavors, subnets, groups, floating }: Choices): Field[] {
  const hadGroups = new Set(was.ports.flatMap((port) => port.security_groups));
  const hadSubnets = new Set(was.ports.flatMap(({ fixed_ips: fixed }) => fixed.map(({ subnet_id: id }) => id)));
  const left = subnets.filter(({ uuid }) => hadSubnets.has(uuid)).map(called);
  return [
    { name: 'name', label: 'Name of the new VM', initial: `${was.name}-restored`, hint: 'Its host name, too' },
    {
      name: 'flavor',
      label: 'Flavor',
      kind: 'choice',
      options: [
        { value: 'same', label: `As it was: ${was.flavor_name}` },
        ...flavors.map((flavor) => ({ value: flavor.uuid, label: flavorWords(flavor) })),
      ],
    },
    {
      name: 'ports',
      label: 'Subnets',
      kind: 'many',
      optional: true,
      hint: `None: those that it had, ${left.join('; ') || 'which are no more'}. It gets new addresses`,
      options: subnets.map((subnet) => ({ value: subnet.uuid, label: called(subnet) })),
    },
    {
      name: 'security_groups',
      label: 'Security groups',
      kind: 'many',
      initial: groups.filter(({ uuid }) => hadGroups.has(uuid)).map(({ uuid }) => uuid),
      optional: true,
      hint: 'None: nothing is let in',
      options: groups.map(({ uuid, name }) => ({ value: uuid, label: name })),
    },
    {
      name: 'floating_ips',
      label: 'Floating IP',
      kind: 'choice',
      options: [
        { value: 'none', label: 'None: not reachable from outside' },
        { value: 'auto', label: 'One that is free, else a new one' },
        ...floating
          .filter(({ port }) => port === null)
          .map(({ uuid, address }) => ({ value: uuid, label: `${address}, free` })),
      ],
    },
  ];
}

function bodyOf({ metadata: was }: Kept, values: Values): Schemas['BackupsRestoreRequest'] {
  const { flavor, floating_ips: ip } = values;
  const subnets = values['ports'] as string[];
  const subnet = subnets[0] ?? was.ports[0]?.fixed_ips[0]?.subnet_id ?? '';
  return {
    name: String(values['name']),
    ports: subnets.map((each) => ({ subnet: each })),
    security_groups: values['security_groups'] as string[],
    ...(flavor === 'same' ? {} : { flavor: String(flavor) }),
    ...(ip === 'none' ? {} : { floating_ips: [{ subnet, ...(ip === 'auto' ? {} : { url: String(ip) }) }] }),
  };
}

interface RestoreProps {
  kept: Kept;
  send: (body: Schemas['BackupsRestoreRequest']) => Promise<{ uuid: string }>;
}

/** Makes a new VM of a backup or of a copy of one, and leads to it. */
export function RestoreDialog({ kept, send }: RestoreProps) {
  const { name, project_uuid: project, instance_name: of, metadata: was } = kept;
  const query = useQuery({ queryKey: ['restore', project], queryFn: () => choicesOf(project), gcTime: 0 });
  const navigate = useNavigate();
  async function restore(values: Values): Promise<void> {
    const { uuid: vm } = await send(bodyOf(kept, values));
    await navigate({ to: '/p/$project/vms/$vm', params: { project, vm } });
  }
  return (
    <Answered query={query}>
      {(choices) => (
        <FormDialog title={`Restore ${name}`} submit="Restore" fields={fieldsOf(kept, choices)} send={restore}>
          <Text size="sm">
            It makes a new VM with copies of all volumes, {mebibytes(was.size)}; {of} stays as it is.
          </Text>
        </FormDialog>
      )}
    </Answered>
  );
}
