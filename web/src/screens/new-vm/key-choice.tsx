import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { told } from '../../api/problem.ts';
import { MakeKey } from '../../parts/make-key.tsx';
import { Note } from '../../parts/note.tsx';
import type { SectionProps } from './draft.ts';

/** A fingerprint is one long word. */
const breaking = { description: { overflowWrap: 'anywhere' } } as const;

/** One of the stored keys, or one that is pasted here, which is stored then. */
export function KeyChoice({ draft, change, wrong, keys }: SectionProps & { keys: Schemas['SshKey'][] }) {
  const [pasted, setPasted] = useState('');
  const [failed, setFailed] = useState<unknown>(null);
  const store = api.useMutation('post', '/api/keys/');
  async function keep(): Promise<void> {
    try {
      const { uuid } = await store.mutateAsync({ body: { public_key: pasted.trim() } });
      change({ key: uuid });
      setPasted('');
      setFailed(null);
    } catch (error) {
      setFailed(error);
    }
  }
  return (
    <Stack gap="xs">
      <Radio.Group
        label="SSH key"
        value={draft.key}
        onChange={(key) => change({ key })}
        error={wrong('attributes.ssh_public_key')}
      >
        <Stack gap={4} mt={4}>
          {keys.map(({ uuid, name, fingerprint_sha256: fingerprint }) => (
            <Radio key={uuid} value={uuid} label={name} description={fingerprint} styles={breaking} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="Another public key"
        placeholder="ssh-ed25519 AAAA…"
        value={pasted}
        autosize
        minRows={1}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      {failed !== null && <Note title="The key was not stored" {...told(failed)} />}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          loading={store.isPending}
          disabled={pasted.trim() === ''}
          onClick={() => void keep()}
        >
          Store this key and use it
        </Button>
        <MakeKey stored={(key) => change({ key })} />
      </Group>
    </Stack>
  );
}
