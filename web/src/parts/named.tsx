import type { ReactNode } from 'react';
import { type Field, FormDialog } from './form.tsx';

interface Named {
  name: string;
  description: string;
}

interface NameDialogProps {
  title: string;
  submit?: string;
  initial?: Partial<Named>;
  send: (named: Named) => Promise<unknown>;
}

/** Asks what a thing is called, and what it is for. */
export function NameDialog({ title, submit = 'Make it', initial = {}, send }: NameDialogProps) {
  const { name = '', description = '' } = initial;
  const fields: Field[] = [
    { name: 'name', label: 'Name', initial: name },
    { name: 'description', label: 'Description', initial: description, optional: true },
  ];
  return (
    <FormDialog
      title={title}
      submit={submit}
      fields={fields}
      send={(values) => send({ name: String(values['name']), description: String(values['description']) })}
    />
  );
}

interface RemoveDialogProps {
  /** Of what kind it is: "the image". */
  what: string;
  name: string;
  /** What is done: "Delete". */
  submit?: string;
  /** Its name has to be typed, because data dies. */
  typed?: boolean;
  send: () => Promise<unknown>;
  /** What goes with it. */
  children?: ReactNode;
}

/** Asks whether a thing shall be no more. */
export function RemoveDialog({ what, name, submit = 'Delete', typed = false, send, children }: RemoveDialogProps) {
  return (
    <FormDialog
      title={`${submit} ${what} ${name}?`}
      submit={submit}
      danger
      fields={[]}
      {...(typed ? { typed: name } : {})}
      send={send}
    >
      {children}
    </FormDialog>
  );
}
