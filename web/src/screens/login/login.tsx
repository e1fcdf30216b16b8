import {
  Alert,
  Button,
  Card,
  Center,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api, client, queries } from '../../api/client.ts';
import { ApiProblem, told } from '../../api/problem.ts';
import { logInWith } from '../../api/session.ts';
import { Note } from '../../parts/note.tsx';

/** By name and password, or by a token. `why`: why one is asked again. */
export function Login({ why }: { why: string | null }) {
  const [by, setBy] = useState('password');
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  async function enter(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const said = (name: string): string => (given.get(name) as string | null) ?? '';
    setBusy(true);
    try {
      const token = by === 'token' ? await proved(said('token')) : await tokenFor(said('username'), said('password'));
      queries.clear();
      logInWith(token);
    } catch (error) {
      setFailed(error);
      setBusy(false);
    }
  }
  return (
    <Center mih="100vh" p="md" component="main">
      <Card withBorder w={360} padding="lg">
        <form onSubmit={(event) => void enter(event)}>
          <Stack>
            <Title order={1} size="h3">
              Log in to Slipway
            </Title>
            <Cloud />
            {why !== null && <Alert variant="outline" title={why} />}
            <SegmentedControl
              value={by}
              onChange={setBy}
              data={[
                { value: 'password', label: 'By password' },
                { value: 'token', label: 'By token' },
              ]}
            />
            <Proof by={by} />
            {failed !== null && <Note title="Not logged in" {...told(failed)} />}
            <Button type="submit" loading={busy}>
              Log in
            </Button>
            <Text size="xs" c="dimmed">
              Whoever runs this cloud can set you a new password, or make you a link that logs you in.
            </Text>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}

function Proof({ by }: { by: string }) {
  if (by === 'token')
    return <PasswordInput name="token" label="Token" autoComplete="off" required withAsterisk={false} />;
  return (
    <>
      <TextInput name="username" label="User" autoComplete="username" required withAsterisk={false} autoFocus />
      <PasswordInput name="password" label="Password" autoComplete="current-password" required withAsterisk={false} />
    </>
  );
}

function Cloud() {
  const { data } = api.useQuery('get', '/api/version/', {}, { refetchInterval: false });
  return (
    <Text size="sm" c="dimmed">
      {location.host}
      {data === undefined ? '' : `, version ${data.version}`}
    </Text>
  );
}

async function tokenFor(username: string, password: string): Promise<string> {
  const { data } = await client.POST('/api-auth/password/', { body: { username, password } });
  if (data === undefined) throw new ApiProblem(0, null);
  return data.token;
}

/** A token that the cloud knows. */
async function proved(token: string): Promise<string> {
  await client.GET('/api/users/me/', { headers: { authorization: `Token ${token}` } });
  return token;
}
