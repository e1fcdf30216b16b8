import assert from 'node:assert/strict';
import { type Operation, textsOf } from '../support/openapi.ts';
import { bodyFields, callOf, queryFields } from './calls/index.ts';
import type { Kind } from './world.ts';

/** A field that names something by its UUID. */
export interface Reference {
  operation: Operation;
  name: string;
  kind: Kind;
  where: string;
}

/** Of all fields whose text could be a reference those that are one. */
export function referencesOfBodies(operations: Operation[]): Reference[] {
  return operations.flatMap((operation) =>
    (operation.body === null ? [] : textsOf(operation.body)).flatMap((name) => {
      const kind = callOf(operation).fields?.[name] ?? bodyFields[name];
      const where = `"${name}" of "${operation.key}"`;
      assert.ok(kind, `Is ${where} a reference? Say it in \`bodyFields\` of test/authorization/calls/fields.ts.`);
      return kind === 'none' ? [] : [{ operation, name, kind, where }];
    }),
  );
}

/** The same of the parameters of queries. */
export function referencesOfQueries(operations: Operation[]): Reference[] {
  return operations.flatMap((operation) => {
    // a HEAD is the same query without its answer
    const asked = operation.method === 'HEAD' ? [] : operation.parameters;
    return asked.flatMap(({ name, in: place }) => {
      if (place !== 'query') return [];
      const kind = queryFields[`${operation.path}?${name}`] ?? queryFields[name];
      const where = `?${name} of "${operation.key}"`;
      assert.ok(kind, `Is ${where} a reference? Say it in test/authorization/calls/query-fields.ts.`);
      return kind === 'none' ? [] : [{ operation, name, kind, where }];
    });
  });
}
