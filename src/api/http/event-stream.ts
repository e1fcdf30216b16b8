import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Holders } from '../../common/holders.ts';
import { Problem } from '../../common/problem.ts';

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

/** What of rights was asked last, by the address, token and what it follows: many who follow one thing by one token ask once. */
const rights = new Map<string, { asked: number; may: Promise<boolean> }>();

export interface StreamEvent {
  /** What a reader names to go on behind it. */
  id: string;
  /** Left out: nothing has happened, but a reader that comes again goes on from here. */
  event?: string;
  data?: unknown;
  /** The stream ends behind this one. */
  last?: boolean;
}

/** One who reads a stream, and knows how far it has come. */
export interface Reader {
  /** What has come since it last asked, oldest first; the first time from where it begins. */
  next: () => Promise<StreamEvent[]>;
  /** Whether nothing is to come any more behind that. */
  isOver: () => Promise<boolean>;
  mayRead: () => Promise<boolean>;
  /** Calls `news` whenever something may have come; returns the way to stop that. */
  follow: (news: () => void) => () => void;
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
 * Streams what comes as server-sent events. HEAD gets the headers alone. Who loses the right to read is sent no
 * more a second later, and is let go at the next heartbeat. Throws `too-many-streams`.
 */
export async function streamEvents(request: FastifyRequest, reply: FastifyReply, reader: Reader): Promise<void> {
  if (request.method === 'HEAD') {
    await reply.headers(streamHeaders).send();
    return;
  }
  const { user } = request.actor;
  if (following.of(user) === maxStreams)
    throw new Problem('too-many-streams', `You follow ${maxStreams} streams already, as many as one user may.`);
  const leave = following.hold(user);
  const what = `${request.ip} ${request.headers.authorization} ${request.url}`;
  // this request was let in just now
  rights.set(what, { asked: performance.now(), may: Promise.resolve(true) });
  try {
    reply.hijack();
    await sendEvents(reply.raw, { ...reader, mayRead: () => mayStillRead(what, reader) });
  } finally {
    leave();
    // whoever else follows it asks anew
    rights.delete(what);
  }
}

function mayStillRead(what: string, { mayRead }: Reader): Promise<boolean> {
  const last = rights.get(what);
  if (last !== undefined && performance.now() - last.asked < rightsHoldMs) return last.may;
  const may = mayRead();
  rights.set(what, { asked: performance.now(), may });
  return may;
}

function textOf({ id, event, data }: StreamEvent): string {
  return event === undefined ? `id: ${id}\n\n` : `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Sends what comes until the last event, or until the reader leaves, or may read no more. */
function sendEvents(raw: ServerResponse, { next, isOver, mayRead, follow }: Reader): Promise<void> {
  raw.writeHead(200, streamHeaders);
  const write = (text: string): void => {
    raw.write(text);
    if (raw.writableLength > maxUnread) raw.destroy();
  };
  write('retry: 500\n\n');
  return new Promise((resolve) => {
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
          const fresh = await next();
          if (!(await mayRead())) return end();
          // it may end without ever having run
          if (fresh.length === 0 && (await isOver())) return end();
          for (const each of fresh) {
            write(textOf(each));
            if (each.last === true) return end();
          }
        }
      } catch {
        // no valid token any more, or the database is away: then the reader reconnects and goes on from its last event
        end();
      } finally {
        busy = false;
      }
    };
    const heartbeat = setInterval(() => {
      write(': still here\n\n');
      // rights may have gone and a signal been lost since
      void pump();
    }, heartbeatMs);
    const unfollow = follow(() => void pump());
    raw.on('close', end);
    void pump();
  });
}
