import { setTimeout as pause } from 'node:timers/promises';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { Problem } from '../../common/problem.ts';
import type { Client } from './client.ts';
import { connectionProblem } from './refusal.ts';

/** The server says something every 15 s; silence for longer is a dead connection. */
const SILENCE_MS = 45_000;
/** A control plane that restarts is back well within this. */
const PATIENCE_MS = 120_000;

/**
 * Server-sent events in the batches in which they arrive; ends when the server has nothing more to say (204). A lost
 * connection is taken up again behind the last event that came, for two minutes; then `unreachable` is thrown.
 */
export async function* eventBatches(
  client: Client,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<EventSourceMessage[]> {
  let lastId: string | undefined;
  let wait = 100;
  let heard = performance.now();
  // whoever has a batch and asks for no more
  let left = false;
  for (;;) {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), SILENCE_MS);
    try {
      const headers = { accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
      const response = await client.open(path, headers, AbortSignal.any([signal, silence.signal]));
      if (response.status === 204 || response.body === null) return;
      let batch: EventSourceMessage[] = [];
      const parser = createParser({
        onId: (id) => (lastId = id),
        onRetry: (ms) => (wait = ms),
        onEvent: (message) => batch.push(message),
      });
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        timer.refresh();
        heard = performance.now();
        parser.feed(text);
        left = true;
        if (batch.length > 0) yield batch;
        left = false;
        batch = [];
      }
    } catch (error) {
      // to let go of a connection that is lost fails: nobody is there for the next one
      if (left) return;
      signal.throwIfAborted();
      const problem = silence.signal.aborted ? null : connectionProblem(error, client.url);
      const lost = problem === null || (problem instanceof Problem && problem.transient);
      if (!lost || performance.now() - heard > PATIENCE_MS) throw problem;
    } finally {
      clearTimeout(timer);
    }
    await pause(wait, undefined, { signal });
  }
}
