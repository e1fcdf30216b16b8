import type { ReactNode } from 'react';
import { Ago } from './ago.tsx';
import type { Field, Values } from './form.tsx';
import type { Column } from './list.tsx';
import { type Named, NameDialog } from './named.tsx';

/** What is said of a snapshot or a backup; `kept_until` null: it is kept until somebody deletes it. */
interface Kept extends Named {
  kept_until: string | null;
}

const dayOf = (until: string | null): string => until?.slice(0, 10) ?? '';

const untilOf = (day: Values[string] | undefined): string | null => (day === '' ? null : String(day));

const untilField = (until: string | null): Field => ({
  name: 'kept_until',
  label: 'Kept until',
  kind: 'date',
  initial: dayOf(until),
  optional: true,
  hint: 'It is deleted at the beginning of that day, in UTC; empty: it is kept',
});

/** Whether a deletion is final; without it a cloud keeps what it deletes for as long as it is set. */
export const forGoodField: Field = {
  name: 'for_good',
  label: 'For good, at once',
  kind: 'check',
  hint: 'It cannot be brought back then. Left out, it can be undeleted for as long as this cloud keeps what was deleted',
};

interface TakeProps {
  /** What is taken: "a snapshot". */
  what: string;
  /** The name of that which is kept. */
  of: string;
  send: (body: Kept) => Promise<unknown>;
  children: ReactNode;
}

/** Keeps a thing as it is now. */
export function TakeDialog({ what, of, send, children }: TakeProps) {
  return (
    <NameDialog
      title={`Take ${what} of ${of}`}
      submit="Take it"
      initial={{ name: `${of}-${new Date().toISOString().slice(0, 10)}` }}
      more={[untilField(null)]}
      send={(named, { kept_until: day }) => send({ ...named, kept_until: untilOf(day) })}
    >
      {children}
    </NameDialog>
  );
}

interface ChangeProps {
  kept: Kept;
  send: (body: Partial<Kept>) => Promise<unknown>;
}

/** Changes what one is called, and until when it is kept. */
export function ChangeKeptDialog({ kept, send }: ChangeProps) {
  return (
    <NameDialog
      title={`Change ${kept.name}`}
      submit="Save"
      initial={kept}
      more={[untilField(kept.kept_until)]}
      send={(named, { kept_until: day }) => {
        // a day that was not changed keeps its hour
        const until = day === dayOf(kept.kept_until) ? {} : { kept_until: untilOf(day) };
        return send({ ...named, ...until });
      }}
    />
  );
}

export const keptColumn: Column<Kept> = {
  key: 'kept',
  title: 'Deleted',
  cell: ({ kept_until: until }) => (until === null ? 'never' : <Ago at={until} />),
  sort: ({ kept_until: until }) => until ?? '',
  wide: true,
};
