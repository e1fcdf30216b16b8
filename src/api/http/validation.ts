import type { FastifyRequest, FastifySchemaCompiler, RouteOptions } from 'fastify';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { isPassedOver } from '../dialects/passed-over.ts';
import { unknownNames } from '../../common/unknown-names.ts';

const parts: Record<string, 'parameter' | 'field'> = { querystring: 'parameter', body: 'field' };
const nothing = z.object({});

/** Reads a part of a request by its schema: what is wrong with it, and every name that nobody knows, is refused together. */
export const validator: FastifySchemaCompiler<unknown> = ({ schema: given, url, httpPart = '' }) => {
  const schema = given as z.ZodType;
  const what = parts[httpPart];
  return (value: unknown) => {
    const errors = new FieldErrors();
    const read = schema.safeParse(value);
    for (const { path, message } of read.error?.issues ?? []) errors.add(path, message);
    if (what !== undefined) noteUnknown(schema, value, { url, what }, errors);
    return errors.empty ? { value: read.data } : { error: new InvalidRequest(errors) };
  };
};

/** Lets a route take no parameters and no body but those that it describes. */
export function refuseUndescribed(route: RouteOptions): void {
  const { schema, method, url } = route;
  if (schema === undefined || schema.hide === true) return;
  schema.querystring ??= nothing;
  if (schema.body !== undefined || ['GET', 'HEAD'].includes(String(method))) return;
  const refuseBody = async ({ body }: FastifyRequest): Promise<void> => {
    const errors = new FieldErrors();
    noteUnknown(nothing, body, { url, what: 'field' }, errors);
    if (!errors.empty) throw new InvalidRequest(errors);
  };
  route.preValidation = [route.preValidation ?? [], refuseBody].flat();
}

function noteUnknown(
  schema: z.ZodType,
  value: unknown,
  { url, what }: { url: string; what: 'parameter' | 'field' },
  errors: FieldErrors,
): void {
  for (const { message, ...unknown } of unknownNames(schema, value, what))
    if (!isPassedOver(url, unknown)) errors.add(unknown.path, message);
}
