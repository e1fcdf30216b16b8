import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { Actions } from './actions.tsx';
import { download } from './download.ts';
import { makeKey, whyNoKey } from './ssh-key.ts';

/** Makes a pair of keys in the browser: the public half is stored, the private half is given once, as a file, and kept nowhere. */
export function MakeKey({ stored }: { stored?: (uuid: string) => void }) {
  const store = api.useMutation('post', '/api/keys/');
  const username = useMe()?.username ?? 'slipway';
  const [made, setMade] = useState<{ name: string; text: string } | null>(null);
  async function make(): Promise<void> {
    const name = `${username}-${new Date().toISOString().slice(0, 16).replaceAll(/\D/g, '')}`;
    const { publicKey, privateKey } = await makeKey(name);
    const { uuid } = await store.mutateAsync({ body: { public_key: publicKey, name } });
    setMade({ name, text: privateKey });
    stored?.(uuid);
  }
  const action = { label: 'Make a key here', why: whyNoKey(), run: make };
  if (made === null) return <Actions subject="key" actions={[action]} />;
  const file = `id_ed25519-${made.name}`;
  return (
    <Stack gap={4} role="status">
      <Text size="sm">
        The key {made.name} is stored. Its private half is only in this page: keep the file now, as <code>{file}</code>,
        and have <code>chmod 600</code> done to it.
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: 'start' }}
        onClick={() => {
          download(file, made.text);
          setMade(null);
        }}
      >
        Save the private key
      </Button>
    </Stack>
  );
}
