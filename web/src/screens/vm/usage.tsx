import { api } from '../../api/client.ts';
import { Facts } from '../../parts/facts.tsx';
import { Answered } from '../../parts/note.tsx';
import { bytes, mebibytes } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

const total = (values: number[]): string => bytes(values.reduce((sum, value) => sum + value, 0));

/** What a VM takes now, and has taken since it began to run. */
export function Usage({ vm }: { vm: Vm }) {
  const query = api.useQuery(
    'get',
    '/api/marketplace-resources/{uuid}/usage/',
    { params: { path: { uuid: vm.uuid } } },
    { refetchInterval: 5000 },
  );
  return (
    <Answered query={query}>
      {({ cpu_percent: cpu, cores, memory_bytes: memory, ram, disks, ports }) => (
        <Facts
          facts={{
            CPU: cpu === null ? 'not measured yet' : `${cpu} % of ${cores * 100} %`,
            Memory: memory === null ? 'not measured' : `${bytes(memory)} of ${mebibytes(ram)}`,
            'Read from disks': total(disks.map((disk) => disk.read_bytes)),
            'Written to disks': total(disks.map((disk) => disk.written_bytes)),
            'Received by network': total(ports.map((port) => port.received_bytes)),
            'Sent by network': total(ports.map((port) => port.sent_bytes)),
          }}
        />
      )}
    </Answered>
  );
}
