import type { MantineColor } from '@mantine/core';
import { Ago } from './ago.tsx';
import cells from './cells.module.css';

const colors: Record<string, MantineColor> = {
  ok: 'green',
  active: 'green',
  ready: 'green',
  success: 'green',
  'in-use': 'green',
  creating: 'blue',
  updating: 'blue',
  building: 'blue',
  reboot: 'blue',
  importing: 'blue',
  running: 'blue',
  waiting: 'blue',
  deleting: 'orange',
  terminating: 'orange',
  rescue: 'orange',
  paused: 'orange',
  undoing: 'orange',
  erred: 'red',
  error: 'red',
  failed: 'red',
  denied: 'red',
};

/** A state by its word; the colour says no more than the word does. */
export function State({ children }: { children: string }) {
  const color = colors[children.toLowerCase()] ?? 'gray';
  return (
    <span className={cells['state']} style={{ borderColor: `var(--mantine-color-${color}-outline)` }}>
      {children}
    </span>
  );
}

interface StateWithErrorProps {
  state: string;
  error: string;
  /** Since when it is in that state. */
  since?: string;
}

/** A state, since when, and below it what went wrong. */
export function StateWithError({ state, error, since }: StateWithErrorProps) {
  return (
    <>
      <State>{state}</State>
      {since !== undefined && (
        <span className={cells['small']}>
          {' '}
          for <Ago at={since} />
        </span>
      )}
      {error !== '' && <div className={cells['small']}>{error}</div>}
    </>
  );
}
