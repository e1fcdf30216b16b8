import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { ApiProblem, inWords, told } from '../api/problem.ts';
import { requestsOf, type Sent } from '../api/sent.ts';
import { useDialogs } from './dialogs.tsx';
import { Note } from './note.tsx';
import { Same } from './same.tsx';

export type Values = Record<string, string | number | boolean | string[]>;

/** A field of a form; `name` is its path in what is sent, by which the API says what is wrong with it. */
export interface Field {
  name: string;
  label: string;
  kind?: 'text' | 'lines' | 'number' | 'choice' | 'many' | 'check' | 'password' | 'date' | 'datetime-local';
  initial?: string | number | boolean | string[];
  hint?: ReactNode;
  options?: { value: string; label: string; disabled?: boolean }[];
  optional?: boolean;
}

interface InputProps {
  field: Field;
  value: Values[string] | undefined;
  error?: string;
  onChange: (value: Values[string]) => void;
}

const commonOf = ({ field: { name, label, hint, optional = false }, error }: InputProps) => {
  return { name, label, description: hint, error, withAsterisk: !optional };
};

/** The input of a field, with what is wrong with it. */
function Input(props: InputProps) {
  const { field, value, onChange } = props;
  const { kind = 'text' } = field;
  if (kind === 'check' || kind === 'choice' || kind === 'many') return <Choice {...props} />;
  const common = commonOf(props);
  if (kind === 'number')
    return <NumberInput {...common} value={value as number | string} min={0} onChange={onChange} />;
  if (kind === 'lines')
    return (
      <Textarea
        {...common}
        value={String(value ?? '')}
        autosize
        minRows={3}
        maxRows={12}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      type={kind}
      value={String(value ?? '')}
      autoComplete={kind === 'password' ? 'new-password' : 'off'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Of what is there to choose from: yes or no, one of several, or any number of them. */
function Choice(props: InputProps) {
  const { field, value, onChange } = props;
  const { kind, options = [] } = field;
  const common = commonOf(props);
  if (kind === 'check') {
    const { withAsterisk: _, ...rest } = common;
    return <Checkbox {...rest} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  }
  if (kind === 'many') {
    const chosen = (value as string[] | undefined) ?? [];
    return <MultiSelect {...common} data={options} value={chosen} searchable onChange={onChange} />;
  }
  return (
    <Select
      {...common}
      data={options}
      value={String(value ?? '')}
      searchable={options.length > 8}
      allowDeselect={false}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}

function initialOf({ kind, initial, options }: Field): Values[string] {
  if (initial !== undefined) return initial;
  if (kind === 'check') return false;
  if (kind === 'many') return [];
  return kind === 'choice' ? (options?.find(({ disabled }) => disabled !== true)?.value ?? '') : '';
}

interface InputsProps {
  fields: Field[];
  values: Values;
  wrong: ReadonlyMap<string, string>;
  change: (values: Values) => void;
}

/** Whether a path of what was sent is that of a field, or of a part of it. */
const isOf = (path: string, { name }: Field): boolean => path === name || path.startsWith(`${name}.`);

/** What is wrong with a field, in words. */
function wrongWith(field: Field, wrong: InputsProps['wrong']): string | undefined {
  const said = [...wrong].flatMap(([path, words]) => (isOf(path, field) ? [words] : []));
  return said.length === 0 ? undefined : said.join(' ');
}

function Inputs({ fields, values, wrong, change }: InputsProps) {
  return fields.map((field) => (
    <Input
      key={field.name}
      field={field}
      value={values[field.name]}
      error={wrongWith(field, wrong)}
      onChange={(value) => change({ ...values, [field.name]: value })}
    />
  ));
}

const wrongOf = (failed: unknown): InputsProps['wrong'] => (failed instanceof ApiProblem ? failed.fields : new Map());

/** Why it was not done, as far as that stands at no field. */
function NotDone({ title, failed, fields }: { title: string; failed: unknown; fields: Field[] }) {
  const wrong = [...wrongOf(failed)];
  if (wrong.length === 0) return <Note title={title} {...told(failed)} />;
  const rest = wrong.filter(([path]) => !fields.some((field) => isOf(path, field)));
  return rest.length === 0 ? null : <Note title={title} message={inWords(rest)} />;
}

interface FormDialogProps {
  title: string;
  fields: Field[];
  /** What the button says. */
  submit: string;
  send: (values: Values) => Promise<unknown>;
  children?: ReactNode;
  /** The name that has to be typed before anything is sent, because data dies. */
  typed?: string;
  danger?: boolean;
  /** What should be thought of before that is sent. */
  warning?: (values: Values) => string | null;
  /** It sends several requests, which are these; null: they follow from each other, so that none can be told before. */
  several?: ((values: Values) => (() => Promise<unknown>)[]) | null;
}

/** What a form is at, and why that has failed; the first field that is wrong is gone to. */
function useAttempts() {
  const form = useRef<HTMLFormElement>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  async function attempt(what: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await what();
    } catch (error) {
      setFailed(error);
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    } finally {
      setBusy(false);
    }
  }
  return { form, failed, busy, attempt };
}

/** Asks for some fields and sends them. What is refused stands at its field, and nothing that was typed is lost. */
export function FormDialog(props: FormDialogProps) {
  const { title, fields, submit, send, children, typed, danger = false } = props;
  const { close } = useDialogs();
  const { form, failed, busy, attempt } = useAttempts();
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.name, initialOf(field)])),
  );
  const [name, setName] = useState('');
  const [same, setSame] = useState<Sent[]>([]);
  const wrong = wrongOf(failed);
  const warning = props.warning?.(values) ?? null;
  const each = props.several?.(values) ?? [() => send(values)];
  const show = (): Promise<void> => attempt(async () => setSame(await requestsOf(each)));
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    void attempt(async () => {
      await send(values);
      close();
    });
  };
  // what was shown is not what is asked for any more
  const change = (changed: Values): void => {
    setValues(changed);
    setSame([]);
  };
  return (
    <Modal opened onClose={close} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form ref={form} noValidate onSubmit={submitted}>
        <Stack gap="sm">
          {children}
          <Inputs fields={fields} values={values} wrong={wrong} change={change} />
          {typed !== undefined && <Typed wanted={typed} value={name} change={setName} />}
          {warning !== null && (
            <Text size="sm" fw={600} role="status">
              {warning}
            </Text>
          )}
          {failed !== null && <NotDone title={`${submit}: not done`} failed={failed} fields={fields} />}
          {same.map((sent) => (
            <Same key={sent.key} sent={sent} />
          ))}
          <Group justify="flex-end">
            {props.several !== null && <ShowSame busy={busy} show={() => void show()} />}
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button
              type="submit"
              loading={busy}
              color={danger ? 'red.8' : undefined}
              disabled={typed !== undefined && name !== typed}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function ShowSame({ busy, show }: { busy: boolean; show: () => void }) {
  return (
    <Button variant="subtle" size="compact-sm" mr="auto" disabled={busy} onClick={show}>
      The same by curl
    </Button>
  );
}

function Typed({ wanted, value, change }: { wanted: string; value: string; change: (value: string) => void }) {
  return (
    <TextInput
      label={`Type "${wanted}" to go on`}
      value={value}
      autoComplete="off"
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
