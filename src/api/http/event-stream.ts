import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Holders } from '../../common/holders.ts';
import { Problem } from '../../common/problem.ts';
import type { WorkflowEvents } from '../../engine/index.ts';

const heartbeatMs = 15_000;
/** Streams that one user may follow at a time. */
const maxStreams = 100;
/** What a reader may leave unread of a stream, bytes: then it is cut off, and may go on from its last event. */
const maxUnread = 1024 * 1024;
/** Who has lost the right to read may be sent what comes within this. */
const rightsHoldMs = 1_000;

const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** How many streams each user follows. */
const following = new Holders();

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

/** What a stream asks about its run and its reader. */
interface Reading {
  toStream: (data: Record<string, unknown>) => StreamEvent;
  /** Whether nothing is to come behind the event of this id. */
  isOver: (after: number) => Promise<boolean>;
  mayRead: () => Promise<boolean>;
}

/**
 * Streams a run's events as server-sent events, from behind `Last-Event-ID` on. A reader that reconnects when there is
 * nothing more to come gets 204, which is how EventSource learns to stop; HEAD gets the headers alone. Who loses the right to read is sent no
 * more a second later. `over`: whether the run had ended when the reader was let in. Throws `too-many-streams`.
 */
export async function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: WorkflowEvents,
  run: string,
  {
    over,
    hasEnded,
    ...reading
  }: Pick<Reading, 'toStream' | 'mayRead'> & {
    over: boolean;
    hasEnded: () => Promise<boolean>;
  },
): Promise<void> {
  let after = Number(request.headers['last-event-id'] ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) after = 0;
  const isOver = async (at: number) => (await hasEnded()) && (await events.since(run, at)).length === 0;
  if (over && (await isOver(after))) {
    await reply.code(204).send();
    return;
  }
  if (request.method === 'HEAD') {
    await reply.headers(streamHeaders).send();
    return;
  }
  const { user } = request.actor;
  if (following.of(user) === maxStreams)
    throw new Problem('too-many-streams', `You follow ${maxStreams} streams already, as many as one user may.`);
  const leave = following.hold(user);
  try {
    reply.hijack();
    await sendEvents(reply.raw, events, run, after, { ...reading, isOver });
  } finally {
    leave();
  }
}

/** Sends what comes until the last event, or until the reader leaves, or may read no more. */
function sendEvents(
  raw: ServerResponse,
  events: WorkflowEvents,
  run: string,
  begin: number,
  { toStream, isOver, mayRead }: Reading,
): Promise<void> {
  let after = begin;
  raw.writeHead(200, streamHeaders);
  const write = (text: string): void => {
    raw.write(text);
    if (raw.writableLength > maxUnread) raw.destroy();
  };
  write('retry: 500\n\n');
  return new Promise((resolve) => {
    let busy = false;
    let news = true;
    let asked = performance.now();
    const mayStillRead = async (): Promise<boolean> => {
      if (performance.now() - asked < rightsHoldMs) return true;
      asked = performance.now();
      return mayRead();
    };
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
          if (fresh.length > 0 && !(await mayStillRead())) return end();
          // it may end without ever having run
          if (after === 0 && fresh.length === 0 && (await isOver(after))) return end();
          for (const { id, data } of fresh) {
            after = id;
            const { event, data: payload, last } = toStream(data);
            write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
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
    const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs);
    const unfollow = events.follow(run, () => void pump());
    raw.on('close', end);
    void pump();
  });
}
