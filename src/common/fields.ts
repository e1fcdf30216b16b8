import { z } from 'zod';
import type { FieldErrors } from './field-errors.ts';
import { parseUuid } from './uuid.ts';

/** Where a value stands in a body. */
export type Path = (string | number)[];

export type Shape = Record<string, z.ZodType>;
export type Read<S extends Shape> = { [K in keyof S]?: z.output<S[K]> };

/** Reads an object field by field, so that one wrong field does not hide another; null is as good as missing. */
export function readFields<S extends Shape>(
  shape: S,
  raw: Record<string, unknown>,
  at: Path,
  errors: FieldErrors,
): Read<S> {
  const read: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(shape)) {
    const result = schema.safeParse(raw[key] ?? undefined);
    if (result.success) read[key] = result.data;
    else report(result.error, [...at, key], raw[key] === undefined || raw[key] === null, errors);
  }
  return read as Read<S>;
}

/** The same shape as it is read: null is allowed where a field may be missing. */
export function asRead<S extends Shape>(shape: S): AsRead<S> {
  const fields = Object.entries(shape).map(([key, schema]) => [
    key,
    schema instanceof z.ZodOptional ? schema.nullable() : schema,
  ]);
  return Object.fromEntries(fields) as AsRead<S>;
}

type AsRead<S extends Shape> = { [K in keyof S]: S[K] extends z.ZodOptional ? z.ZodNullable<S[K]> : S[K] };

export function report(error: z.ZodError, at: Path, absent: boolean, errors: FieldErrors): void {
  if (absent) return errors.add(at, 'This field is required.');
  for (const issue of error.issues) errors.add([...at, ...issue.path], issue.message);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** Those of the references that are given and well formed, as dashed UUIDs. */
export function uuids<K extends string>(texts: Record<K, string | undefined>): { [P in K]?: string } {
  const entries = Object.entries<string | undefined>(texts).flatMap(([key, text]) => {
    const uuid = text === undefined ? null : parseUuid(text);
    return uuid === null ? [] : [[key, uuid]];
  });
  return Object.fromEntries(entries) as { [P in K]?: string };
}
