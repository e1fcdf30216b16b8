import { Alert, Button, Group } from '@mantine/core';
import { useNow } from './clock.ts';
import { duration } from './words.ts';

const weekMs = 7 * 86_400_000;

interface Ending {
  /** When; null: never. */
  at: string | null;
  what: string;
  /** Has it end at another time. */
  extend: (to: string) => void;
  /** Why whoever looks may not; null: they may. */
  why: string | null;
}

/** That something ends within a week, as the cloud warns of it, too. */
export function EndsSoon({ at, what, extend, why }: Ending) {
  const now = useNow();
  const end = Date.parse(at ?? '');
  const left = end - now;
  if (Number.isNaN(left) || left > weekMs) return null;
  const later = () => extend(new Date(Math.max(end, now) + weekMs).toISOString());
  return (
    <Alert color="orange" title={left > 0 ? `Ends in ${duration(left)}` : 'Has ended'}>
      <Group justify="space-between">
        <span>
          {new Date(end).toLocaleString()}: {what}.
        </span>
        {why === null && (
          <Button size="xs" variant="light" color="orange" onClick={later}>
            Extend by 7 days
          </Button>
        )}
      </Group>
    </Alert>
  );
}
