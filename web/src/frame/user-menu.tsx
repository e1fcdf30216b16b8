import { Button, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { endSession } from '../api/session.ts';
import { useDialogs } from '../parts/dialogs.tsx';
import { SentDialog } from './sent.tsx';

export function UserMenu() {
  const me = useMe();
  const { open, close } = useDialogs();
  const { setColorScheme } = useMantineColorScheme();
  async function logOut(): Promise<void> {
    await client.POST('/api-auth/logout/').catch(() => {});
    endSession(null);
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          <Text span inherit visibleFrom="sm">
            {me?.username ?? '…'}
          </Text>
          <Text span inherit hiddenFrom="sm">
            You
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item renderRoot={(props) => <Link to="/account" {...props} />}>Account, keys and tokens</Menu.Item>
        <Menu.Item onClick={() => open(<SentDialog close={close} />)}>The same by curl and command line</Menu.Item>
        <Menu.Label>Colours</Menu.Label>
        <Menu.Item onClick={() => setColorScheme('light')}>Light</Menu.Item>
        <Menu.Item onClick={() => setColorScheme('dark')}>Dark</Menu.Item>
        <Menu.Item onClick={() => setColorScheme('auto')}>As the system</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void logOut()}>Log out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
