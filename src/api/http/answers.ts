import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { doneSchema, statusSchema } from './schemas.ts';

/** How a route answers when all went well. */
export interface Answer<Asked, Schema extends z.ZodType = z.ZodType> {
  status: 200 | 201 | 202 | 204;
  schema: Schema;
  body: (asked: Asked) => z.input<Schema> | Promise<z.input<Schema>>;
  /** The `url` of the body is sent as `Location`, too. */
  located?: true;
}

/** The answers that show an object. */
export interface Shown<Schema extends z.ZodType> {
  /** 201 with what was made, whose UUID `run` returns. */
  created: Answer<{ request: FastifyRequest; done: string }, Schema>;
  /** 200 with what was found, as it is now. */
  changed: Answer<{ request: FastifyRequest; found: { uuid: string } }, Schema>;
}

export function shownBy<Schema extends z.ZodType>(
  schema: Schema,
  show: (request: FastifyRequest, uuid: string) => Promise<z.input<Schema>>,
): Shown<Schema> {
  return {
    created: { status: 201, schema, located: true, body: ({ request, done }) => show(request, done) },
    changed: { status: 200, schema, body: ({ request, found }) => show(request, found.uuid) },
  };
}

/** 202: it has begun, in Waldur's words. */
export function scheduled(what: string): Answer<unknown, typeof statusSchema> {
  return { status: 202, schema: statusSchema, body: () => ({ status: `${what} was scheduled` }) };
}

/** 200 when there is nothing to show, in Waldur's words. */
export function confirmed(detail: string): Answer<unknown, typeof doneSchema> {
  return { status: 200, schema: doneSchema, body: () => ({ detail }) };
}

/** 204: it is gone. */
export const gone: Answer<unknown, z.ZodNull> = { status: 204, schema: z.null(), body: () => null };
