import { useNow } from './clock.ts';
import { duration } from './words.ts';

/** How long something is ago; hovering shows when, local and UTC. */
export function Ago({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return <>–</>;
  const date = new Date(at);
  const since = now - date.getTime();
  return (
    <time
      dateTime={at}
      // writing a date takes longer than a row: it is written for who points at it
      onPointerOver={({ currentTarget }) => {
        currentTarget.title = `${date.toLocaleString()}\n${at} (UTC)`;
      }}
    >
      {since >= -1000 ? duration(since, 1) : `in ${duration(-since, 1)}`}
    </time>
  );
}
