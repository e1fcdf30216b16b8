import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Client } from './client.ts';

/** JSON Schema, as far as the description of the API uses it. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  pattern?: string;
  format?: string;
  additionalProperties?: Schema | boolean;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

export interface Operation {
  /** `METHOD /path/{uuid}/`, which names it. */
  key: string;
  /** What generated clients call it. */
  id: string;
  method: string;
  /** What its path begins with: `/api` or `/waldur/api`; for a login '' or `/waldur`. */
  root: string;
  /** Below that, with placeholders. */
  path: string;
  parameters: Parameter[];
  body: Schema | null;
  /** Who may, in the words of the document. */
  needs: string;
  /** Documented statuses. */
  statuses: number[];
}

const described = z.object({
  operationId: z.string(),
  parameters: z.array(z.custom<Parameter>()).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.custom<Schema>() })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
  'x-needs': z.string(),
});
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), described)),
  components: z.object({ schemas: z.record(z.string(), z.custom<Schema>()) }),
});

function rootOf(path: string): string {
  return /^(\/waldur)?(\/api(?=\/))?/.exec(path)?.[0] ?? '';
}

/** The path of an operation below its root, with `params` in their places. */
export function pathOf({ key, path }: Operation, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    assert.ok(
      value,
      `Nobody knows {${name}} of "${key}": give it in \`path\` of its call in test/authorization/calls/.`,
    );
    return value;
  });
}

/** Every operation that a server describes, in the document of each dialect. */
export async function describedOperations(client: Client): Promise<Operation[]> {
  const documents = ['/api', '/waldur/api'].map((root) => client.in(root).get('schema/'));
  return (await Promise.all(documents)).flatMap(({ body }) => operationsOf(body));
}

function operationsOf(json: unknown): Operation[] {
  const { paths, components } = document.parse(json);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { operationId: id, parameters, requestBody, responses, 'x-needs': needs }]) => {
        const body = requestBody?.content['application/json'];
        return {
          key: `${method.toUpperCase()} ${path}`,
          id,
          method: method.toUpperCase(),
          root: rootOf(path),
          path: path.slice(rootOf(path).length + 1),
          parameters,
          body: body === undefined ? null : spelledOut(body.schema, components.schemas),
          needs,
          statuses: Object.keys(responses).map(Number),
        };
      },
    ),
  );
}

/** A schema with what it refers to in place. */
function spelledOut(schema: Schema, components: Record<string, Schema>): Schema {
  const spelled = JSON.stringify(schema, (_key, value: unknown) => {
    const name = /^#\/components\/schemas\/(.*)$/.exec((value as Schema | null)?.$ref ?? '')?.[1];
    return name === undefined ? value : components[name];
  });
  return JSON.parse(spelled) as Schema;
}

/** Where a schema has texts: `a.b[].c`. */
export function textsOf(schema: Schema, at = ''): string[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    textsOf(property, at === '' ? key : `${at}.${key}`),
  );
  const items = schema.items === undefined ? [] : textsOf(schema.items, `${at}[]`);
  const branches = (schema.anyOf ?? []).flatMap((branch) => textsOf(branch, at));
  return [...new Set([...(schema.type === 'string' ? [at] : []), ...below, ...items, ...branches])];
}
