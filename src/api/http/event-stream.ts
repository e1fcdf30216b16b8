import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { WorkflowEvents } from '../../engine/index.ts';

const heartbeatMs = 15_000;

export interface StreamEvent {
  event: string;
  data: unknown;
  /** The stream ends behind this one. */
  last: boolean;
}

/**
 * The answer of a stream, for the schema of its route: a list of events, each with a JSON text as its data, whose schemas are
 * `data` by the events' names. They need an `id` in their meta data.
 */
export function eventStream(data: Record<string, z.ZodObject>) {
  const events = Object.entries(data).map(([event, schema]) => ({
    type: 'object',
    properties: {
      id: { type: 'string' },
      event: { const: event },
      data: {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: { $ref: `#/components/schemas/${schema.meta()?.id}` },
      },
    },
    required: ['id', 'event', 'data'],
  }));
  const contentSchema = { type: 'array', items: { oneOf: events } };
  const schema = z.string().meta({ contentMediaType: 'text/event-stream', contentSchema });
  return { description: 'The events', content: { 'text/event-stream': { schema } } };
}

/**
 * Streams a run's events as server-sent events, from behind `Last-Event-ID` on. A reader that reconnects when there is
 * nothing more to come gets 204, which is how EventSource learns to stop. Who loses the right to read is sent no more.
 */
export async function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: WorkflowEvents,
  run: string,
  toStream: (data: Record<string, unknown>) => StreamEvent,
  hasEnded: () => Promise<boolean>,
  mayRead: () => Promise<boolean>,
): Promise<void> {
  let after = Number(request.headers['last-event-id'] ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) after = 0;
  const isOver = async (): Promise<boolean> => (await hasEnded()) && (await events.since(run, after)).length === 0;
  if (await isOver()) {
    await reply.code(204).send();
    return;
  }
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write('retry: 500\n\n');
  await new Promise<void>((resolve) => {
    let busy = false;
    let news = true;
    const end = (): void => {
      clearInterval(heartbeat);
      unfollow();
      raw.end();
      resolve();
    };
    const pump = async (): Promise<void> => {
      news = true;
      if (busy) return;
      busy = true;
      try {
        while (news) {
          news = false;
          const fresh = await events.since(run, after);
          if (fresh.length > 0 && !(await mayRead())) return end();
          // it may end without ever having run
          if (after === 0 && fresh.length === 0 && (await isOver())) return end();
          for (const { id, data } of fresh) {
            after = id;
            const { event, data: payload, last } = toStream(data);
            raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
            if (last) return end();
          }
        }
      } catch {
        // no valid token any more, or the database is away: then the reader reconnects and goes on from its last event
        end();
      } finally {
        busy = false;
      }
    };
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
    const unfollow = events.follow(run, () => void pump());
    raw.on('close', end);
    void pump();
  });
}
