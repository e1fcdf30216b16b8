import type { QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, queries, type Schemas } from './client.ts';
import { reached, setTold } from './connection.ts';
import { ApiProblem } from './problem.ts';
import { showing } from './told-paths.ts';

/** When a broken stream is opened again: at first, and when that was refused, ms. */
const againMs = { first: 500, refused: 15_000 };
/** A stream that has said nothing for so long is broken: a sign of life comes every 15 s. */
const silentMs = 40_000;
/** Changes within so long are asked for together, ms. */
const gatherMs = 200;

/**
 * Follows a project while the page is looked at, and asks anew for what has changed of that which is shown. A page in the
 * background follows nothing: a browser has six connections to a cloud, for all of its pages.
 */
export function useProjectStream(project: string): void {
  useEffect(() => {
    if (project === '') return undefined;
    const place = { project, position: '' };
    let control = new AbortController();
    const look = (): void => {
      control.abort();
      control = new AbortController();
      if (!document.hidden) void follow(place, control.signal);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      control.abort();
    };
  }, [project]);
}

/** How far a project has been followed. */
interface Place {
  project: string;
  /** Behind which to go on; empty: it was not followed yet. */
  position: string;
}

async function follow(place: Place, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => setTold(false));
  while (!signal.aborted) {
    const refused = await read(place, signal).catch((error: unknown) => error instanceof ApiProblem);
    if (signal.aborted) break;
    setTold(false);
    // from now on it is asked again and again
    void queries.invalidateQueries({ predicate: ({ queryKey }) => isShowing(queryKey) });
    await new Promise((resolve) => setTimeout(resolve, refused ? againMs.refused : againMs.first));
  }
}

/** Reads one stream to its end. */
async function read(place: Place, signal: AbortSignal): Promise<false> {
  const silent = new AbortController();
  const watch = (): ReturnType<typeof setTimeout> => setTimeout(() => silent.abort(), silentMs);
  let watching = watch();
  try {
    const { data } = await client.GET('/api/projects/{uuid}/events/', {
      params: { path: { uuid: place.project } },
      headers: place.position === '' ? {} : { 'last-event-id': place.position },
      parseAs: 'stream',
      signal: AbortSignal.any([signal, silent.signal]),
    });
    setTold(true);
    // what was shown before may have changed before this began
    if (place.position === '') ask(null);
    const reader = (data as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(watching);
      watching = watch();
      const blocks = (text + part.value).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) hear(block, place);
    }
  } finally {
    clearTimeout(watching);
    if (silent.signal.aborted) reached(false);
  }
  return false;
}

/** One block of server-sent events, as our cloud writes them: each field is one line. */
function hear(block: string, place: Place): void {
  const field = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
  place.position = field('id') ?? place.position;
  const event = field('event');
  if (event === 'reset') ask(null);
  if (event === 'change') ask((JSON.parse(field('data') ?? '{}') as Schemas['ProjectChangeEvent']).kind);
}

const changed = new Set<string | null>();

/** Asks anew, in a moment, for what shows things of this kind; null: of any. */
function ask(kind: string | null): void {
  if (changed.size === 0) setTimeout(askNow, gatherMs);
  changed.add(kind);
}

function askNow(): void {
  const kinds = [...changed];
  changed.clear();
  const shows = (key: QueryKey): boolean => kinds.some((kind) => isShowing(key, kind));
  void queries.invalidateQueries({ predicate: ({ queryKey }) => shows(queryKey) });
}

/** Whether a query shows things of a kind; null: of any that a project's stream tells of. */
function isShowing([, path]: QueryKey, kind: string | null = null): boolean {
  const kinds = showing[String(path)];
  return kinds !== undefined && (kind === null || kinds === 'all' || kinds.includes(kind));
}
