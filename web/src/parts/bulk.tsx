import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { told } from '../api/problem.ts';
import type { Action } from './actions.tsx';
import { useDialogs } from './dialogs.tsx';
import { FormDialog } from './form.tsx';
import { Note } from './note.tsx';
import { count } from './words.ts';

interface Item {
  name: string;
  actions: Action[];
}

/** Does one action with several things, and says of each that it was done, or why not. */
export function BulkBar({ items, labels, clear }: { items: Item[]; labels: string[]; clear: () => void }) {
  const { open } = useDialogs();
  const [outcome, setOutcome] = useState<{ label: string; lines: string[] } | null>(null);
  async function act(label: string): Promise<void> {
    const lines = items.map(async ({ name, actions }) => {
      const action = actions.find((each) => each.label === label);
      if (action?.many === undefined) return `${name}: not possible`;
      if (action.why !== null) return `${name}: not done. ${action.why}`;
      return action.many().then(
        () => `${name}: done`,
        (error: unknown) => `${name}: failed. ${told(error).message} ${told(error).remedy}`,
      );
    });
    setOutcome({ label, lines: await Promise.all(lines) });
  }
  function ask(label: string): void {
    const kills = items.some(({ actions }) =>
      actions.some((action) => action.label === label && action.color === 'red'),
    );
    if (!kills) return void act(label);
    open(
      <FormDialog
        title={`${label} ${items.length}?`}
        fields={[]}
        submit={label}
        danger
        typed={String(items.length)}
        send={() => act(label)}
      >
        <Text size="sm">With all that is on them: {items.map(({ name }) => name).join(', ')}</Text>
      </FormDialog>,
    );
  }
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text size="sm">{count(items.length, 'row')} chosen</Text>
        {labels.map((label) => (
          <Button key={label} size="compact-sm" variant="default" onClick={() => ask(label)}>
            {label}
          </Button>
        ))}
        <Button size="compact-sm" variant="subtle" onClick={clear}>
          Choose none
        </Button>
      </Group>
      {outcome !== null && (
        <Note
          title={`${outcome.label}: what came of it`}
          message={outcome.lines.join('\n')}
          onClose={() => setOutcome(null)}
        />
      )}
    </Stack>
  );
}
