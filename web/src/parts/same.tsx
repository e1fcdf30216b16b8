import { Stack, Text } from '@mantine/core';
import type { Sent } from '../api/sent.ts';
import { commandOf } from './commands.ts';
import { Copy } from './copy.tsx';
import { curlOf } from './curl.ts';

/** A request that writes, as it is sent by curl and, where there is a command for just that, by the command line. */
export function Same({ sent }: { sent: Sent }) {
  const { method, path, body } = sent;
  const command = commandOf(sent);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {method} {path}
      </Text>
      {command !== null && <Copy block text={command} label="the command" />}
      <Copy block text={curlOf(method, path, body)} label="the curl command" />
    </Stack>
  );
}
