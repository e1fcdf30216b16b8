import { Checkbox, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { type Action, Actions } from '../../parts/actions.tsx';
import { MakeKey } from '../../parts/make-key.tsx';
import type { SectionProps } from './draft.ts';
import { whyOneKey } from './further-keys.ts';

/** A fingerprint is one long word. */
const breaking = { description: { overflowWrap: 'anywhere' } } as const;

/** Some of the stored keys, or one that is pasted here, which is stored then. */
export function KeyChoice({ draft, change, wrong, keys }: SectionProps & { keys: Schemas['SshKey'][] }) {
  const [pasted, setPasted] = useState('');
  const store = api.useMutation('post', '/api/keys/');
  async function keep(): Promise<void> {
    const { uuid } = await store.mutateAsync({ body: { public_key: pasted.trim() } });
    change({ keys: [uuid] });
    setPasted('');
  }
  const action: Action = {
    label: 'Store this key and use it',
    why: pasted.trim() === '' ? 'Paste a public key first.' : null,
    run: keep,
  };
  return (
    <Stack gap="xs" data-wrong={wrong('attributes.ssh_public_key')}>
      <Checkbox.Group
        label="SSH keys"
        description="Further ones than the first are put into the user data, where cloud-init finds them"
        value={draft.keys}
        onChange={(chosen) => change({ keys: chosen })}
        error={wrong('attributes.ssh_public_key') ?? (draft.keys.length > 1 ? whyOneKey(draft) : null)}
      >
        <Stack gap={4} mt={4}>
          {keys.map(({ uuid, name, fingerprint_sha256: fingerprint }) => (
            <Checkbox key={uuid} value={uuid} label={name} description={fingerprint} styles={breaking} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Textarea
        label="Another public key"
        placeholder="ssh-ed25519 AAAA…"
        value={pasted}
        autosize
        minRows={1}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <Actions actions={[action]} subject="key" />
      <MakeKey stored={(key) => change({ keys: [key] })} />
    </Stack>
  );
}
