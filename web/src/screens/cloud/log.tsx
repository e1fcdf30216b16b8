import { Code, Group, Select, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { Answered } from '../../parts/note.tsx';

type Line = Schemas['LogLine'];
type Level = 'debug' | 'info' | 'warn' | 'error';

const levels: Level[] = ['debug', 'info', 'warn', 'error'];

/** The end of the log of the control plane, by level and by request. */
export function Log() {
  const [level, setLevel] = useState<Level>('warn');
  const [wanted, setWanted] = useState('');
  const [request] = useDebouncedValue(wanted.trim(), 300);
  const params = { query: { level, lines: 200, ...(request === '' ? {} : { request }) } };
  const query = api.useQuery('get', '/api/log/', { params });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        Log
      </Title>
      <Group align="end">
        <Select
          label="From level"
          data={levels}
          value={level}
          allowDeselect={false}
          onChange={(next) => setLevel(next ?? 'warn')}
        />
        <TextInput
          label="Of the request"
          placeholder="x-request-id"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </Group>
      <Answered query={query}>
        {(lines) => (
          <Code block tabIndex={0} mah="40vh" style={{ overflow: 'auto' }}>
            {lines.map(said).join('\n') || 'Nothing of that kind was logged lately.'}
          </Code>
        )}
      </Answered>
    </Stack>
  );
}

function said({ time, level, message, fields }: Line): string {
  const about = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [time ?? '', level.toUpperCase().padEnd(5), message, ...about].join(' ');
}
