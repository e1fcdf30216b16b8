import { Stack, Text, Title } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { Ago } from '../../parts/ago.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Answered } from '../../parts/note.tsx';
import { mebibytes } from '../../parts/words.ts';
import { AllVms } from './all-vms.tsx';
import { Backups } from './backups.tsx';
import { Clouds } from './clouds.tsx';
import { Customers } from './customers.tsx';
import { Doctor } from './doctor.tsx';
import { Flavors } from './flavors.tsx';
import { PublicImages } from './images.tsx';
import { Log } from './log.tsx';
import { Projects } from './projects.tsx';
import { Users } from './users.tsx';

/** The machine and all that is on it: for staff. */
export function Cloud() {
  const me = useMe();
  if (me === undefined) return null;
  if (!me.is_staff) return <Text>This is for who runs the cloud.</Text>;
  return (
    <Stack gap="xl">
      <Title order={1} size="h2">
        Cloud
      </Title>
      <Host />
      <Clouds />
      <Doctor />
      <Backups />
      <Log />
      <AllVms />
      <Customers />
      <Projects />
      <Users />
      <Flavors />
      <PublicImages />
    </Stack>
  );
}

function Host() {
  const query = api.useQuery('get', '/api/status/', {});
  return (
    <Answered query={query}>
      {({
        version,
        driver,
        accelerator,
        evidence,
        floating_pool: pool,
        database,
        counts,
        preparation,
        home,
        ...more
      }) => (
        <Facts
          facts={{
            Version: version,
            Driver: driver,
            Accelerator: `${accelerator ?? 'none'}${accelerator === 'tcg' ? ': guests are emulated, which is slow' : ''}. ${evidence ?? ''}`,
            Runs: <Ago at={more.started} />,
            Host: `${preparation.state}: ${preparation.message}`,
            ...room(more.host),
            'Floating IPs': `${pool ?? 'none'}${more.host === null ? '' : `, ${more.host.floating_ips_left} left`}`,
            Database: database,
            'State directory': home,
            VMs: `${counts.instances}, ${counts.running} of them run; ${counts.orders_executing} orders run`,
          }}
        />
      )}
    </Answered>
  );
}

/** What the host has, and what is left of it. */
function room(host: Schemas['Status']['host']): Record<string, string> {
  if (host === null) return {};
  const { vcpus, memory_mib: memory, memory_left_mib: free, disk_mib: disk, disk_left_mib: left } = host;
  return {
    Processors: String(vcpus),
    Memory: `${mebibytes(free)} left of ${mebibytes(memory)}`,
    Disk: `${mebibytes(left)} left of ${mebibytes(disk)}; images take ${mebibytes(host.images_mib)}, volumes up to ${mebibytes(host.volumes_mib)}, logs ${mebibytes(host.logs_mib)}`,
  };
}
