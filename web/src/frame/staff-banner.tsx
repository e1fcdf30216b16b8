import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client.ts';

/** How often it is looked: a doctor's look costs the host something, ms. */
const paceMs = 300_000;

/** For who runs the cloud: what is wrong with it, on every screen. */
export function StaffBanner() {
  const often = { refetchInterval: paceMs, staleTime: paceMs };
  const status = api.useQuery('get', '/api/status/', {}, often).data;
  const doctor = api.useQuery('get', '/api/doctor/', {}, often).data;
  const wrong = doctor?.checks.filter(({ ok }) => !ok) ?? [];
  const said = [
    ...(status?.accelerator === 'tcg' ? ['Guests are emulated on this host (tcg), which is slow.'] : []),
    ...wrong.map(({ name, detail }) => `${name}: ${detail}`),
  ];
  if (said.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" mb="md" title="For who runs this cloud">
      {said.map((words) => (
        <Text key={words} size="sm">
          {words}
        </Text>
      ))}
      <Anchor renderRoot={(props) => <Link to="/cloud" {...props} />}>More under Cloud</Anchor>
    </Alert>
  );
}
