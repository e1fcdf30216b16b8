import type { ReactNode } from 'react';
import { type Field, FormDialog, type Values } from './form.tsx';

export interface Named {
  name: string;
  description: string;
}

interface NameDialogProps {
  title: string;
  submit?: string;
  initial?: Partial<Named>;
  /** What is asked beside that. */
  more?: Field[];
  send: (named: Named, more: Values) => Promise<unknown>;
  children?: ReactNode;
}

/** Asks what a thing is called, and what it is for. */
export function NameDialog({ title, submit = 'Make it', initial = {}, more = [], send, children }: NameDialogProps) {
  const { name: before = '', description: about = '' } = initial;
  const fields: Field[] = [
    { name: 'name', label: 'Name', initial: before },
    { name: 'description', label: 'Description', initial: about, optional: true },
    ...more,
  ];
  return (
    <FormDialog
      title={title}
      submit={submit}
      fields={fields}
      send={({ name, description, ...rest }) => send({ name: String(name), description: String(description) }, rest)}
    >
      {children}
    </FormDialog>
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
  /** What is asked beside that. */
  more?: Field[];
  send: (more: Values) => Promise<unknown>;
  /** What goes with it. */
  children?: ReactNode;
}

/** Asks whether a thing shall be no more. */
export function RemoveDialog({
  what,
  name,
  submit = 'Delete',
  typed = false,
  more = [],
  send,
  children,
}: RemoveDialogProps) {
  return (
    <FormDialog
      title={`${submit} ${what} ${name}?`}
      submit={submit}
      danger
      fields={more}
      {...(typed ? { typed: name } : {})}
      send={send}
    >
      {children}
    </FormDialog>
  );
}
