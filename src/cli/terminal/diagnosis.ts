import type { Diagnosis } from '../api/schema.ts';
import { oneLine, painter } from './terminal.ts';

interface Thing {
  kind: string;
  id: string | null;
  detail: string;
}

/** What was found, with what to do about each, for people. */
export function diagnosisLines({ checks, orphans, missing }: Diagnosis): string[] {
  const paint = painter(process.stdout);
  const width = Math.max(...checks.map(({ name }) => name.length), 'nothing missing'.length);
  const line = (ok: boolean, name: string, detail: string): string =>
    `${ok ? paint('green', '✓') : paint('red', '✗')} ${name.padEnd(width)}  ${oneLine(detail)}`;
  const isAllKept = orphans.every(({ fate }) => fate === 'kept');
  const things = (list: Thing[], good: string, bad: string, remedy: string): string[] =>
    list.length === 0
      ? [line(true, good, '')]
      : [...list.map((thing) => line(false, bad, shown(thing))), `  ${remedy}`];
  return [
    ...checks.flatMap(({ name, ok, detail, remedy }) => [
      line(ok, name, detail),
      ...(ok ? [] : [`  ${oneLine(remedy)}`]),
    ]),
    ...things(
      orphans.map((thing) => ({ ...thing, detail: [thing.detail, thing.reason].filter(Boolean).join(': ') })),
      'no orphans',
      'orphan',
      isAllKept
        ? 'It runs without a record and is not touched. End its process (kill PID), and then: ./slipway doctor --fix. Or make records of it, unless it was unlinked: ./slipway down, ./slipway up --adopt'
        : "Take away what is nobody's: ./slipway doctor --fix. Or make records of it, unless it was unlinked: ./slipway down, ./slipway up --adopt",
    ),
    ...things(
      missing,
      'nothing missing',
      'missing',
      'It is brought back within 10 s; if it stays, the reason stands behind it and in: ./slipway logs',
    ),
  ].map((text) => text.trimEnd());
}

/** One thing of the host. */
export function shown({ kind, id, detail }: Thing): string {
  return oneLine([kind, ...(id === null ? [] : [id]), detail].join(' '));
}
