import { Group, Stack, Tabs, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { Actions } from '../../parts/actions.tsx';
import { Copy } from '../../parts/copy.tsx';
import { endWords } from '../../parts/ends.ts';
import { EndsSoon } from '../../parts/ends-soon.tsx';
import { Answered } from '../../parts/note.tsx';
import { useVmActions } from '../vms/actions.tsx';
import { VmState } from '../vms/vm-state.tsx';
import { isVm, type Vm } from '../vms/vms.tsx';
import { ObjectActivity } from '../activity/activity.tsx';
import { BackupList } from '../backups/backups.tsx';
import { CopyList } from '../backups/copies.tsx';
import { ScheduleList } from '../schedules/schedules.tsx';
import { Disks } from './disks.tsx';
import { Log } from './log.tsx';
import { Network } from './network.tsx';
import { PriceSoFar } from './price-so-far.tsx';
import { Settings } from './settings.tsx';
import { Usage } from './usage.tsx';
import { Name } from './name.tsx';
import { Making } from './making.tsx';
import { Connect } from './connect.tsx';
import { Overview } from './overview.tsx';

// these are loaded when they are opened
const Console = lazy(() => import('./console.tsx'));
const Screen = lazy(() => import('./screen.tsx'));
const Graphs = lazy(() => import('./graphs.tsx'));

const tabs: { value: string; label: string; show: (vm: Vm) => ReactNode }[] = [
  { value: 'overview', label: 'Overview', show: (vm) => <Overview vm={vm} /> },
  { value: 'connect', label: 'Connect', show: (vm) => <Connect vm={vm} /> },
  { value: 'console', label: 'Serial console', show: (vm) => <Console vm={vm} /> },
  { value: 'screen', label: 'Screen', show: (vm) => <Screen vm={vm} /> },
  { value: 'disks', label: 'Disks', show: (vm) => <Disks vm={vm} /> },
  { value: 'backups', label: 'Backups', show: (vm) => <Backups vm={vm} /> },
  { value: 'schedules', label: 'Schedules', show: (vm) => <ScheduleList kind="power" source={vm} /> },
  { value: 'network', label: 'Network', show: (vm) => <Network vm={vm} /> },
  { value: 'usage', label: 'Usage', show: (vm) => <Measured vm={vm} /> },
  { value: 'activity', label: 'Activity', show: (vm) => <ObjectActivity object={vm.uuid} /> },
  { value: 'log', label: 'Log', show: (vm) => <Log vm={vm} /> },
  { value: 'settings', label: 'Settings', show: (vm) => <Settings vm={vm} /> },
];

/** The line that most people come for, by what they know the VM then, and what it has cost. */
function Head({ vm }: { vm: Vm }) {
  const { external_ips: floating, internal_ips: fixed, ssh_user: user, readiness } = vm;
  const [address] = [...floating, ...fixed];
  const [key] = readiness.host_keys;
  return (
    <Group gap="md">
      {address !== undefined && <Copy text={`ssh ${user}@${address}`} label="the ssh command" />}
      {key !== undefined && <Copy text={key.fingerprint_sha256} label="the fingerprint of its host key" />}
      <Text size="sm" c="dimmed">
        Price so far: <PriceSoFar vm={vm} />
      </Text>
    </Group>
  );
}

/** What it takes now, and what it took. */
function Measured({ vm }: { vm: Vm }) {
  return (
    <Stack>
      <Usage vm={vm} />
      <Graphs vm={vm} />
    </Stack>
  );
}

/** As it was at some moments, and when it is kept as it is. */
function Backups({ vm }: { vm: Vm }) {
  return (
    <Stack gap="xl">
      <BackupList vm={vm} />
      <CopyList vm={vm.uuid} />
      <ScheduleList kind="backup" source={vm} />
    </Stack>
  );
}

/** One VM: what it is, what goes on with it, and all that can be done with it. */
export function VmPage() {
  const { vm: uuid = '' } = useParams({ strict: false });
  const query = api.useQuery('get', '/api/marketplace-resources/{uuid}/', { params: { path: { uuid } } });
  return (
    <Answered query={query}>
      {(found) => (isVm(found) ? <Page vm={found} /> : <Text>This is a volume: it stands among those.</Text>)}
    </Answered>
  );
}

function Page({ vm }: { vm: Vm }) {
  const { may } = useProject();
  const actions = useVmActions(may)(vm);
  const { tab = 'overview' }: { tab?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const extend = api.useMutation('patch', '/api/marketplace-resources/{uuid}/');
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <Name key={vm.uuid} vm={vm} />
          <VmState vm={vm} />
        </Group>
        <Actions actions={actions} subject={vm.name} shown={3} />
      </Group>
      <Head vm={vm} />
      {vm.state !== 'Terminated' && (
        <EndsSoon
          at={vm.ends_at}
          what={endWords(vm)}
          extend={(to) => extend.mutate({ params: { path: { uuid: vm.uuid } }, body: { end_date: to } })}
          why={may('RESOURCE.TERMINATE')}
        />
      )}
      <Making vm={vm} />
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ to: '.', search: { tab: value ?? undefined } as never, replace: true })}
        keepMounted={false}
      >
        <Tabs.List>
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, show }) => (
          <Tabs.Panel key={value} value={value} pt="md">
            <Suspense fallback={null}>{show(vm)}</Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
