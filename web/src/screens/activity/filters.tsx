import { Button, Group, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import type { ListPlace } from '../../parts/list.tsx';

type Result = Schemas['Event']['result'];

const results = [
  'accepted',
  'succeeded',
  'denied',
  'failed',
  'canceled',
  'locked',
  'restarted',
  'off',
  'terminated',
] satisfies Result[];

/** What of the events is asked for; days as `2026-01-31`. */
export interface Wanted {
  by?: string | undefined;
  about?: string | undefined;
  result?: Result | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const dayMs = 86_400_000;

/** The same in the words of the API; days are those of whoever looks, and the last one counts. */
export function queryOf({ by, about, result, from, to }: Wanted) {
  const start = (day: string): Date => new Date(`${day}T00:00`);
  return {
    ...(by === undefined ? {} : { username: by }),
    ...(about === undefined ? {} : { message: about }),
    ...(result === undefined ? {} : { result: [result] }),
    ...(from === undefined ? {} : { created_from: start(from).toISOString() }),
    ...(to === undefined ? {} : { created_to: new Date(start(to).getTime() + dayMs - 1).toISOString() }),
  };
}

const nothing: Wanted = { by: undefined, about: undefined, result: undefined, from: undefined, to: undefined };

/** Asks which events are wanted; the address bar keeps it. */
export function EventFilters({ wanted, change }: { wanted: Wanted; change: (to: Wanted & ListPlace) => void }) {
  const [typed, setTyped] = useState(wanted);
  const set = (part: Wanted): void => setTyped({ ...typed, ...part });
  const show = (event: FormEvent): void => {
    event.preventDefault();
    change({ ...typed, page: undefined });
  };
  const clear = (): void => {
    setTyped(nothing);
    change({ ...nothing, page: undefined });
  };
  return (
    <form onSubmit={show} aria-label="Which events">
      <Group gap="xs" align="end">
        <TextInput size="xs" label="By user" {...text(typed.by, (by) => set({ by }))} />
        <TextInput size="xs" label="About" {...text(typed.about, (about) => set({ about }))} />
        <Select
          size="xs"
          label="Result"
          placeholder="any"
          clearable
          data={results}
          value={typed.result ?? null}
          onChange={(result) => set({ result: result ?? undefined })}
        />
        <TextInput size="xs" type="date" label="From" {...text(typed.from, (from) => set({ from }))} />
        <TextInput size="xs" type="date" label="To" {...text(typed.to, (to) => set({ to }))} />
        <Button size="xs" type="submit">
          Show
        </Button>
        <Button size="xs" variant="default" onClick={clear}>
          All
        </Button>
      </Group>
    </form>
  );
}

const text = (value: string | undefined, change: (to: string | undefined) => void) => ({
  value: value ?? '',
  onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => change(currentTarget.value || undefined),
});
