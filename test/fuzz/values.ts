import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Schema } from '../support/openapi.ts';
import { ed25519 } from '../support/tenant.ts';

/** Identifiers that exist while the fuzzer runs, by the collection or the property that they belong to. */
export class Pool {
  readonly #ids = new Map<string, string[]>();
  readonly #lasting = new Set<string>();

  /** What orders cannot do without: once it was changed or deleted, nothing behind their validation would be reached. */
  keep(kind: string, id: string): void {
    this.#lasting.add(id);
    this.add(kind, id);
  }

  add(kind: string, id: string): void {
    const ids = this.#ids.get(kind) ?? [];
    ids.push(id);
    // the oldest are mostly deleted by now
    if (ids.length > 40) {
      const oldest = ids.findIndex((one) => !this.#lasting.has(one));
      ids.splice(oldest, 1);
    }
    this.#ids.set(kind, ids);
  }

  drop(kind: string, id: string): void {
    const ids = this.#ids.get(kind) ?? [];
    if (ids.includes(id)) ids.splice(ids.indexOf(id), 1);
  }

  /** One of the kind where there is one, else one of any kind. */
  pick(kind: string, number: number): string {
    const ids = this.#ids.get(kind) ?? [...this.#ids.values()].flat();
    return ids[number % ids.length] ?? randomUUID();
  }

  /** As `pick`, of what may be changed and deleted. */
  pickPerishable(kind: string, number: number): string {
    const id = this.pick(kind, number);
    if (!this.#lasting.has(id)) return id;
    const ids = (this.#ids.get(kind) ?? []).filter((one) => !this.#lasting.has(one));
    return ids[number % ids.length] ?? randomUUID();
  }
}

/** What breaks programs that paste texts into paths, shells, options, queries, pages and logs. */
const hostileTexts = [
  '',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  '$(touch /tmp/pwned)',
  '`touch /tmp/pwned`',
  ';touch /tmp/pwned;',
  '-rf',
  '--help',
  'disk,readonly=off,script=/tmp/x',
  "' OR 1=1 --",
  '\\',
  '%',
  '_',
  '%00',
  '%s%n%x',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  'a\nb: c\n- d',
  'a\r\nSet-Cookie: x=y',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eevil\u2066',
  '\u{1f4a9}'.repeat(100),
  'z\u0310'.repeat(500),
  'x'.repeat(64),
  'x'.repeat(5_000),
  'x'.repeat(70_000),
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '00000000-0000-0000-0000-000000000000',
  '00000000000000000000000000000000',
  'https://example.org/api/projects/00000000000000000000000000000000/',
  'file:///etc/passwd',
  'http://[::ffff:127.0.0.1]:5432/',
  '9999-99-99T99:99:99Z',
  '275760-09-13T00:00:00.001Z',
  '٣',
  '1e400',
  '-1',
  '0x10',
  '9223372036854775808',
];

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      2 ** 31,
      2 ** 53,
      -(2 ** 63),
      1e308,
      [],
      {},
      [[]],
      [null],
      [{}],
      nested(500),
      Array.from({ length: 2_000 }, () => 'x'),
      { length: 3, toString: 'x', constructor: { prototype: 1 } },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A body that works, or the same with one value in it replaced. */
export function spoiled(body: object): fc.Arbitrary<unknown> {
  const places = placesOf(body);
  const spoil = fc.tuple(fc.constantFrom(...places), hostile).map(([path, value]) => {
    const copy = structuredClone(body);
    const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
    (holder as Record<string, unknown>)[path.at(-1) ?? ''] = value;
    return copy;
  });
  return fc.oneof(fc.constant(body), spoil);
}

function placesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [[key], ...placesOf(item).map((path) => [key, ...path])]);
}

/** Values for a schema: of a hundred, `spite` are none that it asks for. `name` says which identifiers would fit. */
export function valueOf(schema: Schema, name: string, pool: Pool, spite: number): fc.Arbitrary<unknown> {
  const fit = fitting(schema, name, pool, spite);
  if (spite === 0) return fit;
  return fc.oneof({ weight: 100 - spite, arbitrary: fit }, { weight: spite, arbitrary: hostile });
}

function fitting(schema: Schema, name: string, pool: Pool, spite: number): fc.Arbitrary<unknown> {
  const { anyOf, properties, items } = schema;
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((branch) => fitting(branch, name, pool, spite)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (properties !== undefined) {
    const model = Object.entries(properties).map(([key, property]) => [key, valueOf(property, key, pool, spite)]);
    const must = spite === 0 ? (schema.required ?? []) : (schema.required ?? []).filter(() => Math.random() < 0.97);
    return fc.record(Object.fromEntries(model) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: must });
  }
  switch (schema.type) {
    case 'array':
      return fc.array(valueOf(items ?? {}, name, pool, spite), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'integer':
    case 'number': {
      const { minimum: min = -(2 ** 31), maximum: max = 2 ** 31 } = schema;
      return fc.oneof(
        fc.integer({ min, max }),
        fc.constantFrom(min, max),
        fc.integer({ min, max: Math.min(max, min + 5000) }),
      );
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return text(schema, name, pool);
    default:
      return fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 });
  }
}

function text(
  { pattern, format, minLength = 0, maxLength = 200 }: Schema,
  name: string,
  pool: Pool,
): fc.Arbitrary<string> {
  if (pattern !== undefined && format === undefined) return fc.stringMatching(new RegExp(pattern), { maxLength });
  if (format === 'date-time') {
    return fc
      .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2300-01-01') })
      .map((date) => date.toISOString());
  }
  if (format === 'uri') return fc.webUrl();
  const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 200) });
  const known = fc.nat({ max: 10_000 }).map((number) => pool.pick(name, number));
  const words = fc.constantFrom('auto', 'none', 'true', ed25519);
  if (/key/.test(name)) return fc.oneof(words, known, free);
  return fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: words }, { weight: 1, arbitrary: free });
}
