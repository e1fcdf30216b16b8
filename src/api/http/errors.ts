import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { NoResultError } from 'kysely';
import { z } from 'zod';
import { InvalidRequest } from '../../common/field-errors.ts';
import { asProblem, notFound, Problem } from '../../common/problem.ts';
import { catalogue } from '../../common/problems/catalogue.ts';
import { isOutage, outageProblem } from '../../db/index.ts';

const codeSchema = z.string().describe('Stable, for machines; docs/errors.md has all of them');

export const detailSchema = z
  .object({ detail: z.string(), code: codeSchema, remedy: z.string() })
  .meta({ id: 'Error', description: 'What went wrong, and what to do about it' });
export const fieldErrorsSchema = z
  .object({ code: codeSchema })
  .catchall(z.unknown())
  .meta({ id: 'FieldErrors', description: 'Per wrong field a list of messages, nested as the request is' });

/** What PostgreSQL answers to values that are well-formed JSON, but that no text or number of its can hold. */
const unstorable = ['22003', '22007', '22008', '22021', '22P02', '22P05'];

/** Turns everything thrown into its answer; a fault of ours is logged, and its answer has the reference alone. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemIn(error, request);
  if (statusOf(problem) === 500) {
    const { reference } = problem;
    // in no context when it was thrown before the body had been read
    request.log.error({ err: error, reference, request_id: request.id }, 'a request failed');
  }
  return answerProblem(problem, reply);
}

/** The one answer to a problem: status and code of the catalogue, and per field or as a whole what is wrong. */
export function answerProblem(problem: Problem, reply: FastifyReply): FastifyReply {
  const { code, retryAfter } = problem;
  const status = statusOf(problem);
  reply.code(status).header('x-error-code', code);
  if (status === 401) reply.header('www-authenticate', 'Token');
  const seconds = retryAfter ?? (status === 503 ? 1 : null);
  if (seconds !== null) reply.header('retry-after', String(seconds));
  return reply.send(answerOf(problem));
}

/** The body of the answer: what is wrong per field, or as a whole. */
export function answerOf(problem: Problem): Record<string, unknown> {
  const { code, message, constraint, remedy } = problem;
  if (problem instanceof InvalidRequest) return { ...problem.errors.tree(), code };
  return { detail: [message, constraint].filter((part) => part !== '').join(' '), code, remedy };
}

export function statusOf({ code }: Problem): number {
  return catalogue[code].status ?? 500;
}

function problemIn(error: FastifyError | Error, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  // was there when the request was looked at, and was deleted by another one since
  if (error instanceof NoResultError) return notFound();
  if (isOutage(error)) return outageProblem(error);
  return unreadable(error, request) ?? asProblem(error);
}

/** What the framework and the database say about a request that cannot be read; null: that is not what it is. */
function unreadable(error: FastifyError | Error, { headers }: FastifyRequest): Problem | null {
  const { message } = error;
  const { statusCode = 500, code = '' } = error as Partial<FastifyError>;
  if (unstorable.includes(code)) {
    const characters = 'A text has characters that cannot be stored (NUL, half of a surrogate pair)';
    return new Problem('unreadable-request', `${characters}, or a number is too large.`);
  }
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return new Problem('unreadable-request', `JSON parse error - ${message}`);
  // no object has an id that long
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return notFound();
  if (!code.startsWith('FST_') || statusCode >= 500) return null;
  if (statusCode === 413) return new Problem('body-too-large', message);
  if (statusCode === 415) {
    const { 'content-type': type } = headers;
    const came = type === undefined ? 'The body has no Content-Type' : `The body is of type "${type.slice(0, 100)}"`;
    return new Problem('unsupported-media-type', `${came}, and JSON is read: application/json.`);
  }
  return new Problem('unreadable-request', message);
}
