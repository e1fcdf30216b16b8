import { Center, Loader } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { client } from '../../api/client.ts';
import { told } from '../../api/problem.ts';
import { endSession, loginLink, logInWith, useSession } from '../../api/session.ts';
import { Login } from './login.tsx';

// good once, so it is sent once, however often this is shown
let sent: Promise<void> | null = null;

/** What is behind it takes a login; the address stays, so that after that one is where one wanted to be. */
export function Gate({ children }: { children: ReactNode }) {
  const { token, ended } = useSession();
  const [opening, setOpening] = useState(loginLink !== null);
  useEffect(() => {
    if (loginLink === null) return;
    sent ??= followLink(loginLink);
    void sent.then(() => setOpening(false));
  }, []);
  if (opening) {
    return (
      <Center mih="100vh">
        <Loader role="status" aria-label="Logging in" />
      </Center>
    );
  }
  return token === null ? <Login why={ended} /> : children;
}

async function followLink(link: string): Promise<void> {
  try {
    const { data } = await client.POST('/api-auth/link/', { body: { link } });
    if (data !== undefined) logInWith(data.token);
  } catch (error) {
    endSession(`The link did not log you in: ${told(error).message}`);
  }
}
