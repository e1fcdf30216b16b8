import { Button, Code, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { download } from '../../parts/download.ts';
import { Answered } from '../../parts/note.tsx';
import type { Vm } from '../vms/vms.tsx';

/** The end of what the VM has said on its serial console, by lines that have what is searched for. */
export function Log({ vm }: { vm: Vm }) {
  const [wanted, setWanted] = useState('');
  const query = api.useQuery('get', '/api/marketplace-resources/{uuid}/console_log/', {
    params: { path: { uuid: vm.uuid } },
  });
  return (
    <Stack>
      <Group align="end">
        <TextInput label="Lines with" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
        <Button variant="default" onClick={() => download(`${vm.name}.log`, query.data ?? '')}>
          Save it as a file
        </Button>
      </Group>
      <Answered query={query}>
        {(log) => {
          const lines = log.split('\n').filter((line) => line.includes(wanted));
          return (
            <Code block tabIndex={0} mah="60vh" style={{ overflow: 'auto' }}>
              {lines.join('\n') || 'It has said nothing yet.'}
            </Code>
          );
        }}
      </Answered>
    </Stack>
  );
}
