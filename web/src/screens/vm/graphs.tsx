import 'uplot/dist/uPlot.min.css';
import { SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { client, type Schemas } from '../../api/client.ts';
import { Answered } from '../../parts/note.tsx';
import { bytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';
import { Graph } from './graph.tsx';

type History = Schemas['UsageHistory'];

const spans = [
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '24 hours' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
];
/** How often the newest figures are asked for, ms: of an hour there is one every 10 s. */
const paceOf = (seconds: number): number => (seconds <= 3600 ? 10_000 : 60_000);

const percent = (value: number): string => `${Math.round(value)} %`;
const perSecond = (value: number): string => `${bytes(value)}/s`;

/** What a VM took over time. What was not measured is a gap: it did not run, or the cloud did not. */
export default function Graphs({ vm }: { vm: Vm }) {
  const { span = '3600' }: { span?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const setSpan = (chosen: string): void =>
    void navigate({ to: '.', search: (place: object) => ({ ...place, span: chosen }), replace: true });
  const seconds = Number(span);
  const query = useQuery({
    queryKey: ['usage-history', vm.uuid, span],
    queryFn: () => historyOf(vm.uuid, seconds),
    refetchInterval: paceOf(seconds),
  });
  return (
    <Stack>
      <SegmentedControl aria-label="How far back" value={span} onChange={setSpan} data={spans} />
      <Answered query={query}>{(history) => <Shown history={history} />}</Answered>
    </Stack>
  );
}

async function historyOf(uuid: string, seconds: number): Promise<History> {
  const query = { from: new Date(Date.now() - seconds * 1000).toISOString() };
  const path = '/api/marketplace-resources/{uuid}/usage/history/';
  const { data } = await client.GET(path, { params: { path: { uuid }, query } });
  if (data === undefined) throw new Error('The cloud has answered without figures.');
  return data;
}

function Shown({ history }: { history: History }) {
  const { from, step_seconds: step, cpu_percent: cpu } = history;
  const begin = Date.parse(from) / 1000;
  const times = cpu.map((_, index) => begin + index * step);
  return (
    <>
      {cpu.every((value) => value === null) && <Text>Nothing has been measured in this time.</Text>}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Graph title="Processor, of 100 % each" times={times} said={percent} lines={{ used: cpu }} />
        <Graph title="Memory" times={times} said={bytes} lines={{ used: history.memory_bytes }} />
        <Graph
          title="Disks"
          times={times}
          said={perSecond}
          lines={{ read: history.disk_read_bytes_per_second, written: history.disk_written_bytes_per_second }}
        />
        <Graph
          title="Network"
          times={times}
          said={perSecond}
          lines={{ received: history.network_received_bytes_per_second, sent: history.network_sent_bytes_per_second }}
        />
      </SimpleGrid>
    </>
  );
}
