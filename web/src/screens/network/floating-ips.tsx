import { Modal, Stack, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Copy } from '../../parts/copy.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { Answered } from '../../parts/note.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { VmLink } from '../../parts/vm-link.tsx';

type FloatingIp = Schemas['FloatingIp'];

const columns: Column<FloatingIp>[] = [
  {
    key: 'address',
    title: 'Address',
    cell: ({ address }) => <Copy text={address} label={address} />,
    sort: ({ address }) => address,
  },
  {
    key: 'vm',
    title: 'VM',
    cell: ({ port, project_uuid: project, resource_uuid: vm, resource_name: name }) =>
      port === null ? 'free' : <VmLink project={project} vm={vm} name={name} />,
    sort: ({ resource_name: name }) => name ?? '',
  },
  { key: 'description', title: 'Description', cell: ({ description }) => description, wide: true },
  uuidColumn(({ address }) => address),
];

export function FloatingIpList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-floating-ips/', { params });
  const take = api.useMutation('post', '/api/openstack-floating-ips/');
  const release = api.useMutation('delete', '/api/openstack-floating-ips/{uuid}/');
  const detach = api.useMutation('post', '/api/openstack-floating-ips/{uuid}/detach_from_port/');
  const why = may('NETWORK.MANAGE');
  const actions = (ip: FloatingIp): Action[] => {
    const at = { params: { path: { uuid: ip.uuid } } };
    const kill = (
      <RemoveDialog what="the floating IP" name={ip.address} submit="Give back" send={() => release.mutateAsync(at)}>
        <Text size="sm">The address is lost to this project; what is reached by it is reached no more.</Text>
      </RemoveDialog>
    );
    return [
      { label: ip.port === null ? 'Attach' : 'Move', why, dialog: () => <AttachDialog ip={ip} /> },
      {
        label: 'Does it answer?',
        why: ip.resource_uuid === null ? 'It leads to no VM.' : null,
        dialog: () => <AnswerDialog ip={ip} vm={ip.resource_uuid ?? ''} />,
      },
      { label: 'Detach', why: why ?? (ip.port === null ? 'It is free.' : null), run: () => detach.mutateAsync(at) },
      { label: 'Give back', why, dialog: () => kill, color: 'red' },
    ];
  };
  return (
    <ListScreen
      query={query}
      title="Floating IPs"
      noun="floating IP"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ address }) => address}
      text={({ address, resource_name: vm, description }) => `${address} ${vm ?? ''} ${description}`}
      choices={[{ value: 'free', label: 'Free', has: ({ port }) => port === null }]}
      create={{ label: 'Take a floating IP', why, run: () => take.mutateAsync({ body: { project } }) }}
      about="A floating IP is an address by which a VM is reached from outside; it can move from one VM to another."
      actions={actions}
    />
  );
}

function AttachDialog({ ip }: { ip: FloatingIp }) {
  const params = { query: { project_uuid: ip.project_uuid, page_size: 300 } };
  const query = api.useQuery('get', '/api/openstack-ports/', { params });
  const attach = api.useMutation('post', '/api/openstack-floating-ips/{uuid}/attach_to_port/');
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`Lead ${ip.address} to`}
          submit="Attach"
          fields={[
            {
              name: 'port',
              label: 'Port',
              kind: 'choice',
              options: results.map((port) => ({
                value: port.uuid,
                label: `${port.resource_name ?? 'no VM'}: ${port.fixed_ips.map((fixed) => fixed.ip_address).join(', ')}`,
                disabled: port.uuid === ip.port,
              })),
            },
          ]}
          send={({ port }) => attach.mutateAsync({ params: { path: { uuid: ip.uuid } }, body: { port: String(port) } })}
        />
      )}
    </Answered>
  );
}

/** What of the way to a VM is about this address, as it is measured now. */
const measuredOf = ['floating_ip', 'security_group', 'ssh'];

function AnswerDialog({ ip: { address }, vm }: { ip: FloatingIp; vm: string }) {
  const { close } = useDialogs();
  const params = { path: { uuid: vm } };
  const path = '/api/marketplace-resources/{uuid}/diagnose_connectivity/';
  const query = api.useQuery('get', path, { params }, { refetchInterval: false });
  return (
    <Modal opened onClose={close} title={`Does ${address} answer?`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Answered query={query}>
        {({ checks }) => (
          <Stack gap="xs" role="status">
            {checks
              .filter(({ name }) => measuredOf.includes(name))
              .map(({ name, measured }) => (
                <Text key={name} size="sm">
                  {measured}
                </Text>
              ))}
          </Stack>
        )}
      </Answered>
    </Modal>
  );
}
