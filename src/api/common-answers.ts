import type { RouteOptions } from 'fastify';
import { z } from 'zod';
import { detailSchema, fieldErrorsSchema } from './errors.ts';

/** Describes, once for all routes, the answers that come from before the handler, and from beyond the last page. */
export function describeCommonAnswers({ schema, config, bodyLimit }: RouteOptions): void {
  if (schema?.response === undefined) return;
  const { body, querystring, headers } = schema;
  const validated = body !== undefined || querystring !== undefined || headers !== undefined;
  const takesBytes = body !== undefined || bodyLimit !== undefined;
  const paged = querystring instanceof z.ZodObject && 'page' in querystring.shape;
  schema.response = {
    ...(validated ? { 400: fieldErrorsSchema } : {}),
    ...(config?.public === true ? {} : { 401: detailSchema }),
    ...(paged ? { 404: detailSchema } : {}),
    ...(takesBytes ? { 413: detailSchema, 415: detailSchema } : {}),
    ...schema.response,
  };
}
