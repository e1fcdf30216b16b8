import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { type Action, Actions } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';
import type { Vm } from '../vms/vms.tsx';

interface Props {
  vm: Vm;
  port: string;
  floating: Vm['ports'][number]['floating_ip'];
  groups: Vm['ports'][number]['security_groups'];
}

/** What can be done with a port of a VM: how it is reached from outside, and what is let in. */
export function PortActions({ vm, port, floating, groups }: Props) {
  const { may } = useProject();
  const params = { query: { project_uuid: vm.project_uuid, address: floating?.address ?? '', page_size: 1 } };
  const found = api.useQuery('get', '/api/openstack-floating-ips/', { params }, { enabled: floating !== null });
  const detach = api.useMutation('post', '/api/openstack-floating-ips/{uuid}/detach_from_port/');
  const [ip] = floating === null ? [] : (found.data?.results ?? []);
  const why = may('NETWORK.MANAGE') ?? (vm.state === 'Creating' ? 'It is being made: wait until it is there.' : null);
  const address = floating?.address ?? null;
  const actions: Action[] = [
    {
      label: 'Attach a floating IP',
      why: why ?? (address === null ? null : `It has ${address}: detach that first.`),
      dialog: () => <AttachFloating vm={vm} port={port} />,
    },
    {
      label: 'Detach the floating IP',
      why: why ?? (ip === undefined ? 'It has none.' : null),
      run: async () => ip && detach.mutateAsync({ params: { path: { uuid: ip.uuid } } }),
    },
    {
      label: 'Change its groups',
      why,
      dialog: () => <ChangeGroups vm={vm} port={port} chosen={groups.map(({ uuid }) => uuid)} />,
    },
  ];
  return <Actions actions={actions} subject={vm.name} />;
}

export function AttachFloating({ vm, port }: Pick<Props, 'vm' | 'port'>) {
  const project = vm.project_uuid;
  const params = { query: { project_uuid: project, page_size: 300 } };
  const query = api.useQuery('get', '/api/openstack-floating-ips/', { params });
  const take = api.useMutation('post', '/api/openstack-floating-ips/');
  const attach = api.useMutation('post', '/api/openstack-floating-ips/{uuid}/attach_to_port/');
  async function send(chosen: string): Promise<void> {
    const uuid = chosen === 'new' ? (await take.mutateAsync({ body: { project } })).uuid : chosen;
    await attach.mutateAsync({ params: { path: { uuid } }, body: { port } });
  }
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`Attach a floating IP to ${vm.name}`}
          submit="Attach"
          fields={[
            {
              name: 'ip',
              label: 'Floating IP',
              kind: 'choice',
              options: [
                ...results.filter(isFree).map(({ uuid, address }) => ({ value: uuid, label: `${address}, free` })),
                { value: 'new', label: 'A new one' },
              ],
            },
          ]}
          send={({ ip }) => send(String(ip))}
        />
      )}
    </Answered>
  );
}

const isFree = ({ port }: Schemas['FloatingIp']): boolean => port === null;

export function ChangeGroups({ vm, port, chosen }: Pick<Props, 'vm' | 'port'> & { chosen: string[] }) {
  const params = { query: { project_uuid: vm.project_uuid, page_size: 300 } };
  const query = api.useQuery('get', '/api/openstack-security-groups/', { params });
  const set = api.useMutation('post', '/api/openstack-ports/{uuid}/update_security_groups/');
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`The security groups of ${vm.name}`}
          submit="Change"
          fields={[
            {
              name: 'security_groups',
              label: 'Security groups',
              kind: 'many',
              initial: chosen,
              optional: true,
              hint: 'None: nothing is let in',
              options: results.map(({ uuid, name }) => ({ value: uuid, label: name })),
            },
          ]}
          send={({ security_groups: groups }) =>
            set.mutateAsync({ params: { path: { uuid: port } }, body: { security_groups: groups as string[] } })
          }
        />
      )}
    </Answered>
  );
}
