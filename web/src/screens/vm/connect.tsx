import { Stack, Text, Title } from '@mantine/core';
import { Copy } from '../../parts/copy.tsx';
import type { Vm } from '../vms/vms.tsx';
import { Diagnosis, FindOut } from './diagnosis.tsx';

/** How to get in by ssh; and when that does not work, why. */
export function Connect({ vm }: { vm: Vm }) {
  const [address] = [...vm.external_ips, ...vm.internal_ips];
  if (address === undefined)
    return (
      <Stack>
        <Text>It has no address yet.</Text>
        <Diagnosis vm={vm} />
      </Stack>
    );
  const { ssh_user: user, readiness, external_ips: floating } = vm;
  const config = `Host ${vm.name}\n  HostName ${address}\n  User ${user}`;
  return (
    <Stack>
      {floating.length === 0 && (
        <Text>It has no floating IP: this works from inside the project, or through another VM of it.</Text>
      )}
      <Line title="Log in" text={`ssh ${user}@${address}`} />
      <Line title="Copy a file to it" text={`scp FILE ${user}@${address}:`} />
      <Line title="For ~/.ssh/config" text={config} />
      {readiness.host_keys.length > 0 && (
        <>
          <Line
            title="For ~/.ssh/known_hosts"
            text={readiness.host_keys.map((key) => `${address} ${key.public_key}`).join('\n')}
          />
          <Line
            title="Fingerprints of its host keys"
            text={readiness.host_keys.map((key) => `${key.type} ${key.fingerprint_sha256}`).join('\n')}
          />
        </>
      )}
      <FindOut vm={vm} />
    </Stack>
  );
}

function Line({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap={4}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <Copy block text={text} label={title} />
    </Stack>
  );
}
