import { Alert, AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../api/me.ts';
import { useLost } from '../api/connection.ts';
import { useProjectStream } from '../api/stream.ts';
import { useNow } from '../parts/clock.ts';
import { DialogHost } from '../parts/dialogs.tsx';
import { NoticeHost, Notices } from '../parts/notices.tsx';
import { duration } from '../parts/words.ts';
import { keepProject } from './last-project.ts';
import { Keys } from './keys.tsx';
import { StaffBanner } from './staff-banner.tsx';
import { RunningOrders } from './running-orders.tsx';
import { ProjectSwitch } from './project-switch.tsx';
import { UserMenu } from './user-menu.tsx';
import { useProject } from './project.ts';

/** All that stands around a screen. */
export function Frame() {
  const [opened, { toggle, close }] = useDisclosure();
  const { project } = useParams({ strict: false });
  const { pathname } = useLocation();
  const lost = useLost();
  const me = useMe();
  useProjectStream(project ?? '');
  useEffect(() => {
    if (project !== undefined) keepProject(project);
  }, [project]);
  useEffect(close, [close, pathname]);
  return (
    <NoticeHost>
      <DialogHost>
        <AppShell
          header={{ height: 52 }}
          navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !opened } }}
          padding="md"
        >
          <AppShell.Header>
            <Group h="100%" px="sm" gap="sm" wrap="nowrap">
              <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
              <Text fw={700} visibleFrom="sm">
                Slipway
              </Text>
              <ProjectSwitch />
              <Group gap="xs" ml="auto" wrap="nowrap">
                <Keys />
                <RunningOrders />
                <UserMenu />
              </Group>
            </Group>
          </AppShell.Header>
          <AppShell.Navbar p="xs">
            <Navigation leave={close} />
          </AppShell.Navbar>
          <AppShell.Main data-lost={lost === null ? undefined : true}>
            {lost !== null && <Lost since={lost} />}
            {me?.is_staff === true && <StaffBanner />}
            <Notices />
            <Outlet key={project} />
          </AppShell.Main>
        </AppShell>
      </DialogHost>
    </NoticeHost>
  );
}

function Lost({ since }: { since: number }) {
  const now = useNow();
  return (
    <Alert color="yellow" variant="filled" autoContrast role="status" mb="md" title="The cloud does not answer">
      What is shown is {duration(now - since)} old. It is asked again by itself.
    </Alert>
  );
}

const places = [
  { to: '/p/$project/vms', label: 'VMs' },
  { to: '/p/$project/volumes', label: 'Volumes' },
  { to: '/p/$project/images', label: 'Images' },
  { to: '/p/$project/networks', label: 'Networks' },
  { to: '/p/$project/groups', label: 'Security groups' },
  { to: '/p/$project/floating-ips', label: 'Floating IPs' },
  { to: '/p/$project/orders', label: 'Orders' },
  { to: '/p/$project/activity', label: 'Activity' },
  { to: '/p/$project/project', label: 'Project' },
] as const;
const others = [
  { to: '/account', label: 'Account', staff: false },
  { to: '/cloud', label: 'Cloud', staff: true },
] as const;

function Navigation({ leave }: { leave: () => void }) {
  const { project } = useProject();
  const me = useMe();
  return (
    <nav aria-label="Screens" onClick={leave}>
      {places.map(({ to, label }) => (
        <NavLink
          key={to}
          variant="filled"
          label={label}
          renderRoot={(props) => <Link to={to} params={{ project }} activeProps={{ 'data-active': true }} {...props} />}
        />
      ))}
      {others
        .filter(({ staff }) => !staff || me?.is_staff === true)
        .map(({ to, label }) => (
          <NavLink
            key={to}
            variant="filled"
            label={label}
            renderRoot={(props) => <Link to={to} activeProps={{ 'data-active': true }} {...props} />}
          />
        ))}
    </nav>
  );
}
