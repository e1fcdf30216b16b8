import type { FastifyReply } from 'fastify';
import { z } from 'zod';

type Answer = Record<string, unknown>;

const word = z.string().max(100);
const words = z.union([word, z.array(word).max(100)]).optional();

/** The parameter that leaves all other fields out. */
export const sparse = words.describe('Repeatable: only these fields');

/** Only the fields that were asked for; the whole answer when none were. */
export function trim(answer: Answer, schema: z.ZodObject, field: unknown, reply: FastifyReply): Answer {
  if (field === undefined) return answer;
  // a trimmed answer has not all that its schema promises: it is checked before it is trimmed
  reply.type('application/json; charset=utf-8').serializer((body: unknown) => JSON.stringify(body));
  const wanted = new Set([field].flat());
  return Object.fromEntries(Object.entries(schema.parse(answer)).filter(([name]) => wanted.has(name)));
}
