import { Group, Progress, Stack, Text } from '@mantine/core';
import type { Schemas } from '../api/client.ts';
import { useNow } from './clock.ts';
import { Note } from './note.tsx';
import { State } from './state.tsx';
import { duration } from './words.ts';

type Step = Schemas['OrderStep'];

const marks: Record<Step['state'], string> = {
  pending: '○',
  running: '◔',
  waiting: '◔',
  done: '✓',
  failed: '✗',
  undoing: '↶',
  undone: '↶',
};

/** The steps of an order as they go: how long each has taken, how long it usually takes, and what it says. */
export function Steps({ order }: { order: Schemas['Order'] }) {
  return (
    <Stack gap="xs">
      <Stack gap={4} role="list" aria-label="Steps">
        {order.steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
      </Stack>
      {order.error !== null && (
        <Note title={`The order has failed: ${order.error.message}`} remedy={order.error.remedy}>
          {order.error.constraint !== '' && <Text size="sm">{order.error.constraint}</Text>}
        </Note>
      )}
    </Stack>
  );
}

const isGoing = ({ state }: Step): boolean => state === 'running' || state === 'waiting';

/** How long a step has taken, and as long as it has not ended how long it usually takes. */
export function StepTime({ step }: { step: Step }) {
  const now = useNow();
  const { state, started, duration_ms: took, estimate_ms: usual } = step;
  const about = usual === null ? '' : `about ${duration(usual)}`;
  if (state === 'pending') return about;
  const since = took ?? (started === null ? null : now - Date.parse(started));
  if (since === null) return '';
  return isGoing(step) && about !== '' ? `${duration(since)} of ${about}` : duration(since);
}

function StepLine({ step }: { step: Step }) {
  const { state, title, message, attempt, error } = step;
  const goes = isGoing(step);
  return (
    <Stack gap={2} role="listitem">
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Text span aria-hidden w={16}>
          {marks[state]}
        </Text>
        <Text span size="sm" fw={goes ? 600 : 400}>
          {title}
        </Text>
        {state !== 'done' && state !== 'pending' && <State>{state}</State>}
        <Text span size="sm" c="dimmed">
          <StepTime step={step} />
          {attempt > 1 ? `, attempt ${attempt}` : ''}
        </Text>
      </Group>
      {goes && step.progress > 0 && <Progress value={step.progress * 100} size="xs" aria-label={title} />}
      {message !== '' && state !== 'done' && (
        <Text size="xs" c="dimmed" pl={28}>
          {message}
        </Text>
      )}
      {error !== null && state !== 'done' && (
        <Text size="sm" pl={28}>
          {error.message} {error.remedy}
        </Text>
      )}
    </Stack>
  );
}
