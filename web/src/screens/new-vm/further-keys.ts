import type { Schemas } from '../../api/client.ts';
import type { Draft } from './draft.ts';

/** The draft as the API takes it: an order has one key, and cloud-init finds the others in the user data. */
export function withFurtherKeys(draft: Draft, stored: Schemas['SshKey'][]): Draft {
  const [first = '', ...others] = draft.keys;
  const lines = others.flatMap((key) => stored.find(({ uuid }) => uuid === key)?.public_key ?? []);
  if (lines.length === 0) return draft;
  const before = draft.userData === '' ? '#cloud-config' : draft.userData.trimEnd();
  // JSON is YAML, whatever is in a key's comment
  const listed = ['ssh_authorized_keys:', ...lines.map((line) => `  - ${JSON.stringify(line)}`)];
  return { ...draft, keys: [first], userData: `${[before, ...listed].join('\n')}\n` };
}

/** Why a VM cannot have more than one key by that; null: it can. */
export function whyOneKey({ userData }: Draft): string | null {
  const takes = userData === '' || (userData.startsWith('#cloud-config') && !/^ssh_authorized_keys:/m.test(userData));
  return takes
    ? null
    : 'Choose one: the user data are no cloud-config, or have keys already. Write further ones there.';
}
