import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { NoResultError } from 'kysely';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { asProblem, Problem } from '../../common/problem.ts';
import { isOutage, outageProblem } from '../../db/index.ts';
import { AccessDenied } from '../../identity/index.ts';

/** An answer other than 2xx, in words for people; thrown by handlers. */
export class HttpError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(status: number, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

/** Foreign and unknown alike. */
export function notFound(): HttpError {
  return new HttpError(404, 'Not found.');
}

export function conflict(detail: string): HttpError {
  return new HttpError(409, detail);
}

export const detailSchema = z
  .object({ detail: z.string(), code: z.string().optional(), remedy: z.string().optional() })
  .meta({ id: 'Error', description: 'What went wrong, and what to do about it' });
export const fieldErrorsSchema = z
  .record(z.string(), z.unknown())
  .meta({ id: 'FieldErrors', description: 'Per wrong field a list of messages, nested as the request is' });

const problemStatus: Record<string, number> = {
  'in-use': 409,
  'no-floating-ip-left': 409,
  'quota-exceeded': 409,
  'upload-running': 409,
  'usage-unknown': 409,
  'wrong-state': 409,
  'image-too-large': 413,
  'disk-full': 507,
};

/** What PostgreSQL answers to values that are well-formed JSON, but that no text or number of its can hold. */
const unstorable = ['22003', '22021', '22P02', '22P05'];

/** Turns everything thrown into its answer; a fault of ours is logged, and its answer has the reference alone. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof HttpError) {
    return reply.code(error.status).headers(error.headers).send({ detail: error.message });
  }
  // was there when the request was looked at, and was deleted by another one since
  if (error instanceof NoResultError) return reply.code(404).send({ detail: 'Not found.' });
  if (error instanceof AccessDenied) {
    const { hidden, message: detail, remedy } = error;
    return hidden ? reply.code(404).send({ detail }) : reply.code(403).send({ detail, remedy });
  }
  if (error instanceof InvalidRequest) {
    return reply.code(400).header('x-error-code', error.code).send(error.errors.tree());
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = new FieldErrors();
    for (const { instancePath, message } of error.validation) {
      const path = instancePath.split('/').filter((part) => part !== '');
      errors.add(
        path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        message ?? '',
      );
    }
    return reply.code(400).send(errors.tree());
  }
  const problem = isOutage(error) ? outageProblem(error) : error;
  if (problem instanceof Problem) {
    const { code, message, constraint, remedy, transient } = problem;
    const status = problemStatus[code] ?? (transient ? 503 : 422);
    const detail = [message, constraint].filter((part) => part !== '').join(' ');
    if (status === 503) reply.header('retry-after', '1');
    return reply
      .code(status)
      .header('x-error-code', code)
      .send({ detail, code, ...(remedy === '' ? {} : { remedy }) });
  }
  const { statusCode, code = '' } = error as Partial<FastifyError>;
  if (unstorable.includes(code)) {
    const detail =
      'A text has characters that cannot be stored (NUL, half of a surrogate pair), or a number is too large.';
    return reply.code(400).send({ detail });
  }
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return reply.code(400).send({ detail: `JSON parse error - ${error.message}` });
  }
  // no object has an id that long
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return reply.code(404).send({ detail: 'Not found.' });
  const ofFastify = code.startsWith('FST_');
  if (ofFastify && statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return reply.code(statusCode).send({ detail: error.message });
  }
  const { code: kind, message: detail, remedy, reference } = asProblem(error);
  // in no context when it was thrown before the body had been read
  request.log.error({ err: error, reference, request_id: request.id }, 'a request failed');
  return reply.code(500).header('x-error-code', kind).send({ detail, code: kind, remedy });
}
