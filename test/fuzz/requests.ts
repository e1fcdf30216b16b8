import fc from 'fast-check';
import { z } from 'zod';
import type { Operation, Parameter, Schema } from '../support/openapi.ts';
import { hostileText, type Pool, spoiled, valueOf } from './values.ts';

/** One request as it goes out. */
export interface FuzzRequest {
  operation: Operation;
  /** With query, below the server's address. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Which user sends it. */
  asStaff: boolean;
  /** Something in it is none that the description allows: anything but a refusal is wrong. */
  wrong: string | null;
}

const json = { 'content-type': 'application/json' };

/** The request for an operation without parameters that has this body. */
export function asItIs(operation: Operation, body: object): FuzzRequest {
  const path = `${operation.root}/${operation.path}`;
  return { operation, path, headers: json, body: Buffer.from(JSON.stringify(body)), asStaff: false, wrong: null };
}

/** Requests for an operation, from almost right to out of mind. `seed` is a body that works. */
export function requestsFor(operation: Operation, pool: Pool, seed?: object): fc.Arbitrary<FuzzRequest> {
  const { body: schema } = operation;
  const check = schema === null ? null : z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  const body = schema === null ? fc.constant(undefined) : bodies(schema, pool, seed);
  return fc
    .record({
      params: fc.record(
        Object.fromEntries(named(operation, 'path').map(({ name }) => [name, pathText(operation, name, pool)])),
      ),
      query: fc.record(
        Object.fromEntries(named(operation, 'query').map(({ name, schema: of }) => [name, queryText(of, name, pool)])),
        { requiredKeys: [] },
      ),
      body,
      mangle: rarely(mangling, null),
      headers: rarely(hostileHeaders, {}),
      asStaff: fc.nat(9).map((number) => number < 2),
    })
    .map(({ params, query, body: value, mangle, headers, asStaff }) => {
      const plain = value === undefined ? null : Buffer.from(JSON.stringify(value));
      const sent = mangle === null || plain === null ? plain : mangle(plain);
      const violation = check === null || sent !== plain ? null : problemOf(check, value);
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
      const search = Object.entries(query).map(([name, text]) => `${name}=${encoded(String(text))}`);
      return {
        operation,
        path: `${operation.root}/${path}${search.length === 0 ? '' : `?${search.join('&')}`}`,
        headers: { ...(sent === null ? {} : json), ...headers },
        body: sent,
        asStaff,
        wrong: violation ?? queryProblem(operation, query),
      };
    });
}

function bodies(schema: Schema, pool: Pool, seed: object | undefined): fc.Arbitrary<unknown> {
  const made = [0, 2, 30].map((spite) => valueOf(schema, '', pool, spite));
  return seed === undefined ? fc.oneof(...made) : fc.oneof({ weight: 3, arbitrary: spoiled(seed) }, ...made);
}

function rarely<T, N>(arbitrary: fc.Arbitrary<T>, otherwise: N): fc.Arbitrary<T | N> {
  return fc.oneof({ weight: 10, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
}

function named({ parameters }: Operation, where: Parameter['in']): Parameter[] {
  // ?after= waits for news by design
  return parameters.filter((parameter) => parameter.in === where && parameter.name !== 'after');
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function pathText({ path, method }: Operation, name: string, pool: Pool): fc.Arbitrary<string> {
  if (name === 'action') return fc.oneof(fc.constantFrom('start', 'stop', 'restart'), hostileText.map(encoded));
  const collection = path.split('/')[0] ?? '';
  const known = fc
    .nat({ max: 10_000 })
    .map((number) => (method === 'GET' ? pool.pick(collection, number) : pool.pickPerishable(collection, number)));
  const foreign = fc.nat({ max: 10_000 }).map((number) => pool.pick('foreign', number));
  const raw = fc.constantFrom('%', '%zz', '%00', '%2e%2e%2f', '%c0%ae', '%ff', '..', '.', ';', '*', '~', "'", '%F0%9F');
  return fc.oneof(
    { weight: 12, arbitrary: known },
    { weight: 2, arbitrary: known.map((uuid) => uuid.replaceAll('-', '').toUpperCase()) },
    { weight: 2, arbitrary: foreign },
    { weight: 2, arbitrary: hostileText.map(encoded) },
    { weight: 1, arbitrary: raw },
  );
}

function queryText(schema: Parameter['schema'], name: string, pool: Pool): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: valueOf(schema, name, pool, 0) }, { weight: 1, arbitrary: hostileText });
}

/** The first number of a query that is none, or out of bounds: the description says what may stand there. */
function queryProblem({ parameters }: Operation, query: Record<string, unknown>): string | null {
  for (const { name, schema } of parameters) {
    const given = query[name];
    if (schema.type !== 'integer' || (typeof given !== 'string' && typeof given !== 'number')) continue;
    const number = Number(given);
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (!Number.isInteger(number) || number < minimum || number > maximum) return `?${name}=${given}`;
  }
  return null;
}

/** What the description says is wrong with a body; null stands for a field that was left out. */
function problemOf(check: z.ZodType, value: unknown): string | null {
  const result = check.safeParse(withoutNulls(value));
  return result.success ? null : z.prettifyError(result.error).slice(0, 500);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item)]));
}

/** Bodies that are no JSON, or no UTF-8, or too much of it. */
const mangling: fc.Arbitrary<(body: Buffer) => Buffer> = fc.constantFrom(
  (body: Buffer) => body.subarray(0, Math.floor(body.length / 2)),
  (body: Buffer) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
  (body: Buffer) => Buffer.concat([body, body]),
  (body: Buffer) => Buffer.from(body.map((byte, index) => (index % 7 === 3 ? 0xff : byte))),
  () => Buffer.alloc(0),
  () => Buffer.from('null'),
  () => Buffer.from('[]'),
  () => Buffer.from('"text"'),
  () => Buffer.from('{"__proto__": {"isStaff": true}}'),
  () => Buffer.from('{"constructor": {"prototype": {"isStaff": true}}}'),
  () => Buffer.from('['.repeat(20_000)),
  () => Buffer.from(`{"a": ${'1'.repeat(50_000)}}`),
  () => Buffer.alloc(1_100_000, ' '),
);

/** Values that Node lets out in a header: no control characters. */
const headerText = hostileText.map((text) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 2_000));

const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  headerText.map((text) => ({ 'idempotency-key': text })),
  fc.nat(20).map((number) => ({ 'idempotency-key': `key-${number}` })),
  headerText.map((text) => ({ 'last-event-id': text })),
  headerText.map((text) => ({ 'content-type': text })),
  headerText.map((text) => ({ host: text })),
  headerText.map((text) => ({ accept: text, 'accept-encoding': text })),
  headerText.map((text) => ({ 'x-forwarded-for': text, 'x-forwarded-host': text, 'x-http-method-override': 'DELETE' })),
  headerText.map((text) => ({ authorization: text })),
  headerText.map((text) => ({ authorization: `Token ${text}` })),
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/octet-stream' },
  ),
);
