import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Holders } from '../../common/holders.ts';
import { Problem } from '../../common/problem.ts';

const heartbeatMs = 15_000;
/** One timer beats all streams that are due. */
const beatMs = 1_000;
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

/** What of rights was asked last. */
interface Rights {
  asked: number;
  may: Promise<boolean>;
}

/** By the address, token and what is followed: many who follow one thing by one token ask once. */
const rights = new Map<string, Rights>();

const nowhere: ReadonlySet<string> = new Set();
const noRoles: FastifyRequest['actor']['roles'] = new Map();

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
  reply.hijack();
  // whoever has left meanwhile closes nothing any more
  if (reply.raw.destroyed) return;
  // nobody waits for its end: a request that is under way is more than a stream needs
  new EventStream(request, reply.raw, reader).begin();
}

/** Lets go of what the actor may, which is asked anew for each look: it would be a tenth of what a stream takes. */
function forgetRights(request: FastifyRequest): void {
  request.actor = { ...request.actor, projects: nowhere, customers: nowhere, roles: noRoles };
}

function textOf({ id, event, data }: StreamEvent): string {
  return event === undefined ? `id: ${id}\n\n` : `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Sends what comes until the last event, or until the reader leaves, or may read no more. There are thousands: each takes little. */
class EventStream {
  readonly #request: FastifyRequest;
  readonly #raw: ServerResponse;
  readonly #reader: Reader;
  /** Streams with the same words here are one for rights. */
  readonly #what: string;
  readonly #leave: () => void;
  readonly #unfollow: () => void;
  #busy = false;
  #news = false;
  #beaten = performance.now();

  constructor(request: FastifyRequest, raw: ServerResponse, reader: Reader) {
    this.#request = request;
    this.#raw = raw;
    this.#reader = reader;
    this.#what = `${request.ip} ${request.headers.authorization} ${request.url}`;
    this.#leave = following.hold(request.actor.user);
    this.#unfollow = reader.follow(() => void this.#pump());
  }

  begin(): void {
    const raw = this.#raw;
    // this request was let in just now
    rights.set(this.#what, { asked: performance.now(), may: Promise.resolve(true) });
    forgetRights(this.#request);
    raw.writeHead(200, streamHeaders);
    // by themselves, for Node keeps them as the hundred pieces that they are made of when more is written with them
    raw.flushHeaders();
    this.#write('retry: 500\n\n');
    raw.on('close', () => this.#end());
    streams.add(this);
    clock ??= outside(() => setInterval(beat, beatMs));
    void this.#pump();
  }

  /** Says at times that it is still here. */
  beat(): void {
    if (performance.now() - this.#beaten < heartbeatMs) return;
    this.#beaten = performance.now();
    this.#write(': still here\n\n');
    // rights may have gone and a signal been lost since
    void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#news = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#news) {
        this.#news = false;
        const fresh = await this.#reader.next();
        if (!(await this.#mayRead())) return this.#end();
        // it may end without ever having run
        if (fresh.length === 0 && (await this.#reader.isOver())) return this.#end();
        for (const each of fresh) {
          this.#write(textOf(each));
          if (each.last === true) return this.#end();
        }
      }
    } catch {
      // no valid token any more, or the database is away: then the reader reconnects and goes on from its last event
      this.#end();
    } finally {
      this.#busy = false;
    }
  }

  #mayRead(): Promise<boolean> {
    const last = rights.get(this.#what);
    if (last !== undefined && performance.now() - last.asked < rightsHoldMs) return last.may;
    const may = this.#reader.mayRead().finally(() => forgetRights(this.#request));
    rights.set(this.#what, { asked: performance.now(), may });
    return may;
  }

  #write(text: string): void {
    this.#raw.write(text);
    if (this.#raw.writableLength > maxUnread) this.#raw.destroy();
  }

  #end(): void {
    if (!streams.delete(this)) return;
    this.#unfollow();
    this.#raw.end();
    this.#leave();
    // whoever else follows it asks anew
    rights.delete(this.#what);
    if (streams.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  }
}

/** In the context of no request: what beats all streams is not the first one's. */
const outside = AsyncLocalStorage.snapshot();
/** All that are open, and what beats them. */
const streams = new Set<EventStream>();
let clock: NodeJS.Timeout | undefined;

function beat(): void {
  for (const stream of streams) stream.beat();
}
