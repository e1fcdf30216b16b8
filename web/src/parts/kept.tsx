import { Ago } from './ago.tsx';
import { type Field, FormDialog, type Values } from './form.tsx';
import type { Column } from './list.tsx';

/** What is said of a snapshot or a backup; `kept_until` null: it is kept until somebody deletes it. */
interface Kept {
  name: string;
  description: string;
  kept_until: string | null;
}

function keptFields({ name, description, kept_until: until }: Kept): Field[] {
  return [
    { name: 'name', label: 'Name', initial: name },
    { name: 'description', label: 'Description', initial: description, optional: true },
    {
      name: 'kept_until',
      label: 'Kept until',
      kind: 'date',
      initial: dayOf(until),
      optional: true,
      hint: 'It is deleted at the beginning of that day, in UTC; empty: it is kept',
    },
  ];
}

/** What is asked about a new one of a thing. */
export const newKeptFields = (of: string): Field[] =>
  keptFields({ name: `${of}-${new Date().toISOString().slice(0, 10)}`, description: '', kept_until: null });

export const keptBody = ({ name, description, kept_until: until }: Values): Kept => ({
  name: String(name),
  description: String(description),
  kept_until: until === '' ? null : String(until),
});

const dayOf = (until: string | null): string => until?.slice(0, 10) ?? '';

interface ChangeProps {
  kept: Kept;
  send: (body: Partial<Kept>) => Promise<unknown>;
}

/** Changes what one is called, and until when it is kept. */
export function ChangeKeptDialog({ kept, send }: ChangeProps) {
  return (
    <FormDialog
      title={`Change ${kept.name}`}
      submit="Save"
      fields={keptFields(kept)}
      send={(values) => {
        const { kept_until: day, ...body } = keptBody(values);
        // a day that was not changed keeps its hour
        const until = values['kept_until'] === dayOf(kept.kept_until) ? {} : { kept_until: day };
        return send({ ...body, ...until });
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
