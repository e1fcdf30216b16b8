import type { RouteOptions } from 'fastify';
import { z } from 'zod';
import { detailSchema, fieldErrorsSchema } from './errors.ts';

/** Describes, once for all routes, the answers that come from before the handler, and from beyond the last page. */
export function describeCommonAnswers({ method, schema, config }: RouteOptions): void {
  if (schema?.response === undefined) return;
  // a body is read, and refused when it is broken, whether the route wants one or not
  const reads = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(String(method));
  const { querystring } = schema;
  const paged = querystring instanceof z.ZodObject && 'page' in querystring.shape;
  schema.response = {
    ...(reads || querystring !== undefined ? { 400: fieldErrorsSchema } : {}),
    ...(config?.public === true ? {} : { 401: detailSchema, ...(reads ? { 403: detailSchema } : {}) }),
    ...(paged ? { 404: detailSchema } : {}),
    ...(reads ? { 413: detailSchema, 415: detailSchema } : {}),
    429: detailSchema,
    ...schema.response,
  };
}
