import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { type Action, Actions } from '../../parts/actions.tsx';
import { Answered } from '../../parts/note.tsx';
import { AddRuleDialog } from '../network/rule-dialogs.tsx';
import { useVmActions } from '../vms/actions.tsx';
import type { Vm } from '../vms/vms.tsx';
import { AttachFloating, ChangeGroups } from './port-actions.tsx';

/** How soon it is measured again while it cannot be reached, ms. */
const againMs = 5000;

/** Asks why a VM cannot be reached, when somebody wants to know. */
export function FindOut({ vm }: { vm: Vm }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Group>
        <Button variant="default" onClick={() => setAsked(true)}>
          Not reachable? Find out why
        </Button>
      </Group>
      {asked && <Diagnosis vm={vm} />}
    </>
  );
}

/** Why a VM can or cannot be reached, measured now; what mends it is a button beside what it is about. */
export function Diagnosis({ vm }: { vm: Vm }) {
  const remedies = useRemedies(vm);
  const query = api.useQuery(
    'get',
    '/api/marketplace-resources/{uuid}/diagnose_connectivity/',
    { params: { path: { uuid: vm.uuid } } },
    // what is being mended shows by itself
    { refetchInterval: ({ state }) => (state.data?.ok === false ? againMs : false) },
  );
  const again: Action = { label: 'Look again', why: null, run: () => query.refetch() };
  return (
    <Answered query={query}>
      {({ verdict, checks }) => (
        <Stack gap="xs" role="status">
          <Text fw={600}>{verdict}</Text>
          {checks.map(({ name, ok, measured, remedy }) => (
            <Group key={name} gap="xs">
              <Text size="sm">
                {ok === true ? '✓' : ok === null ? '–' : '✗'} {name.replaceAll('_', ' ')}: {measured}{' '}
                {remedy !== '' && <b>{remedy}</b>}
              </Text>
              {ok === false && <Actions actions={remedies(name)} subject={vm.name} />}
            </Group>
          ))}
          <Actions actions={[again]} subject={vm.name} />
        </Stack>
      )}
    </Answered>
  );
}

/** What can be done about a check that has failed, by its name. */
function useRemedies(vm: Vm): (check: string) => Action[] {
  const { may } = useProject();
  const navigate = useNavigate();
  const actions = useVmActions(may)(vm);
  const port = vm.ports.find(({ floating_ip: ip }) => ip !== null) ?? vm.ports[0];
  const named = (...labels: string[]): Action[] =>
    actions.filter(({ label, why }) => labels.includes(label) && why === null);
  const look: Action = {
    label: 'Read its console',
    why: null,
    run: () => navigate({ to: '.', search: { tab: 'console' } as never }),
  };
  const why = may('NETWORK.MANAGE');
  return (check) => {
    if (check === 'running') return named('Start', 'Restart');
    if (check === 'port' || check === 'address') return [...named('Restart'), look];
    if (check === 'ssh') return [look, ...named('Restart')];
    if (check === 'key') return [look, ...named('Rebuild')];
    if (check === 'state') return named('Delete');
    if (port === undefined) return [];
    if (check === 'floating_ip' && port.floating_ip === null)
      return [{ label: 'Attach a floating IP', why, dialog: () => <AttachFloating vm={vm} port={port.uuid} /> }];
    return check === 'security_group' ? [openSsh(vm, port, why)] : [];
  };
}

/** Opens port 22 in the first of a port's groups; one without gets some. */
function openSsh(vm: Vm, { uuid, security_groups: [first] }: Vm['ports'][number], why: string | null): Action {
  if (first === undefined)
    return { label: 'Give it a security group', why, dialog: () => <ChangeGroups vm={vm} port={uuid} chosen={[]} /> };
  return { label: 'Open port 22', why, dialog: () => <OpenSsh group={first.uuid} /> };
}

function OpenSsh({ group }: { group: string }) {
  const query: { data?: Schemas['SecurityGroup'] | undefined } = api.useQuery(
    'get',
    '/api/openstack-security-groups/{uuid}/',
    { params: { path: { uuid: group } } },
  );
  return query.data === undefined ? null : <AddRuleDialog group={query.data} />;
}
