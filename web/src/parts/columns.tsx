import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { Column } from './list.tsx';

interface Chosen<T> {
  shown: Column<T>[];
  /** The keys of those that are left out. */
  hidden: string[];
  toggle: (key: string) => void;
}

/** The columns of a list that this browser shows: all but those that somebody has left out here. */
export function useColumns<T>(list: string, columns: Column<T>[]): Chosen<T> {
  const [hidden, setHidden] = useLocalStorage<string[]>({
    key: `slipway-hidden-${list}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const toggle = (key: string): void =>
    setHidden(hidden.includes(key) ? hidden.filter((each) => each !== key) : [...hidden, key]);
  return { shown: columns.filter(({ key }) => !hidden.includes(key)), hidden, toggle };
}

/** Chooses the columns of a list; the first one stays, for it leads to the thing. */
export function ColumnMenu<T>({ columns, hidden, toggle }: Omit<Chosen<T>, 'shown'> & { columns: Column<T>[] }) {
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {columns.slice(1).map(({ key, title }) => (
            <Checkbox key={key} size="xs" label={title} checked={!hidden.includes(key)} onChange={() => toggle(key)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
