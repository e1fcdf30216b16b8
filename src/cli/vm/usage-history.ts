import type { UsageHistory } from '../api/schema.ts';
import type { Session } from '../api/session.ts';
import { print } from '../terminal/output.ts';
import { amount, table } from '../terminal/terminal.ts';

/** How far back, ms: as long as the figures of each step are kept. */
export const periods = { '1h': 3_600_000, '24h': 24 * 3_600_000, '30d': 30 * 24 * 3_600_000 };

/** Columns of a line, the characters of its heights, and that of what was not measured. */
const width = 60;
const heights = '▁▂▃▄▅▆▇█';
const gap = '·';

export type Period = keyof typeof periods;
type Figure = (number | null)[];

/** A line for each figure: how it went, and its mean and highest value. A dot is what was not measured. */
export async function printHistory(session: Session, vm: string, period: Period): Promise<void> {
  const from = new Date(Date.now() - periods[period]).toISOString();
  const history = await session.client.get<UsageHistory>(`marketplace-resources/${vm}/usage/history/`, {
    query: { from },
  });
  print(session, history, [vm], () => {
    const percent = (value: number): string => `${value.toFixed(1)} %`;
    const rate = (bytes: number): string => `${amount(bytes)}/s`;
    const rows: [string, Figure, (value: number) => string][] = [
      ['vcpus', history.cpu_percent, percent],
      ['memory', history.memory_bytes, amount],
      ['read', history.disk_read_bytes_per_second, rate],
      ['written', history.disk_written_bytes_per_second, rate],
      ['received', history.network_received_bytes_per_second, rate],
      ['sent', history.network_sent_bytes_per_second, rate],
    ];
    return table([['', `LAST ${period}`.toUpperCase(), 'MEAN', 'HIGHEST'], ...rows.map(rowOf)]);
  });
}

function rowOf([name, figure, shown]: [string, Figure, (value: number) => string]): string[] {
  const known = figure.filter((value) => value !== null);
  if (known.length === 0) return [name, gap.repeat(width), 'not measured', ''];
  const highest = Math.max(...known);
  return [name, line(figure, highest), shown(meanOf(known)), shown(highest)];
}

function line(figure: Figure, highest: number): string {
  const column = (index: number): string => {
    const [first, last] = [index, index + 1].map((edge) => Math.floor((edge * figure.length) / width));
    const known = figure.slice(first, last).filter((value) => value !== null);
    if (known.length === 0) return gap;
    const height = highest === 0 ? 0 : Math.round((meanOf(known) / highest) * (heights.length - 1));
    return heights[height] ?? gap;
  };
  return Array.from({ length: width }, (_, index) => column(index)).join('');
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
