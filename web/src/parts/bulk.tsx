import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { told } from '../api/problem.ts';
import { Act, type Action } from './actions.tsx';
import { FormDialog, type Values } from './form.tsx';
import { Note } from './note.tsx';
import { count } from './words.ts';

interface Item {
  name: string;
  actions: Action[];
}

interface Outcome {
  label: string;
  lines: string[];
  failed: boolean;
}

/** Does one action with several things, and says of each that it was done, or why not, until that is dismissed. */
export function BulkBar({ items, labels, clear }: { items: Item[]; labels: string[]; clear: () => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  async function act(label: string, answers: Values = {}): Promise<void> {
    const done = await Promise.all(items.map((item) => doOne(item, label, answers)));
    const lines = done.map(({ name, words }) => `${name}: ${words ?? 'done'}`);
    setOutcome({ label, lines, failed: done.some(({ words }) => words !== null) });
  }
  if (items.length === 0 && outcome === null) return null;
  return (
    <Stack gap="xs">
      {items.length > 0 && (
        <Group gap="xs">
          <Text size="sm">{count(items.length, 'row')} chosen</Text>
          {labels.map((label) => (
            <Act
              key={label}
              subject={count(items.length, 'row')}
              action={ofMany(label, items, (answers) => act(label, answers))}
            />
          ))}
          <Button size="compact-md" variant="subtle" onClick={clear}>
            Choose none
          </Button>
        </Group>
      )}
      {outcome !== null && (
        <Note
          title={`${outcome.label}: what came of it`}
          message={outcome.lines.join('\n')}
          color={outcome.failed ? 'red' : 'green'}
          onClose={() => setOutcome(null)}
        />
      )}
    </Stack>
  );
}

const named = ({ actions }: Item, label: string): Action | undefined => actions.find((each) => each.label === label);

/** Does it with one thing; `words`: why that was not done, null: it was. */
async function doOne(item: Item, label: string, answers: Values): Promise<{ name: string; words: string | null }> {
  const { name } = item;
  const action = named(item, label);
  if (action?.many === undefined) return { name, words: 'not possible' };
  if (action.why !== null) return { name, words: `not done. ${action.why}` };
  return action.many(answers).then(
    () => ({ name, words: null }),
    (error: unknown) => ({ name, words: `failed. ${told(error).message} ${told(error).remedy}` }),
  );
}

/** What it would send for one thing, where that can be done now. */
function sendOf(item: Item, label: string, answers: Values): (() => Promise<unknown>)[] {
  const { many, why = null } = named(item, label) ?? {};
  return many === undefined || why !== null ? [] : [() => many(answers)];
}

/** An action with all of them: as soon as one of them can. What takes something away is asked for first, by name. */
function ofMany(label: string, items: Item[], act: (answers: Values) => Promise<void>): Action {
  const each = items.flatMap((item) => named(item, label) ?? []);
  const whys = each.map(({ why }) => why);
  const why = whys.includes(null) ? null : (whys[0] ?? 'None of them can.');
  if (!each.some(({ color }) => color === 'red')) return { label, why, run: () => act({}) };
  const asked = new Map(each.flatMap(({ asks = [] }) => asks.map((field) => [field.name, field])));
  const dialog = () => (
    <FormDialog
      title={`${label} ${items.length}?`}
      fields={[...asked.values()]}
      submit={label}
      danger
      several={(answers) => items.flatMap((item) => sendOf(item, label, answers))}
      typed={String(items.length)}
      send={act}
    >
      <List size="sm">
        {items.map((item, index) => (
          <List.Item key={index}>{withLosses(item.name, named(item, label)?.takes)}</List.Item>
        ))}
      </List>
    </FormDialog>
  );
  return { label, why, dialog, color: 'red' };
}

const withLosses = (name: string, takes: string[] = []): string =>
  takes.length === 0 ? name : `${name}, with ${takes.join(', ')}`;
