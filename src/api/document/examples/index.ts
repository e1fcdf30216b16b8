import type { FastifyRequest } from 'fastify';
import { type Dialect, presenter } from '../../dialects/dialect.ts';
import { componentOf } from '../components.ts';
import { descriptionOf } from '../descriptions/index.ts';
import { type Content, type Document, operationsOf, type Schema } from '../openapi.ts';
import { exampleOf } from './example-of.ts';
import { refusalOf } from './refusals.ts';
import { valuesOf } from './values.ts';

/** Gives every answer that has a body an example, as the dialect writes it. */
export function addExamples(document: Document, dialect: Dialect): void {
  const as = presenter({ base: 'https://cloud.example' } as FastifyRequest, dialect);
  const values = valuesOf(as);
  const { schemas } = document.components;
  for (const { operation } of operationsOf(document)) {
    const said = descriptionOf(operation.operationId ?? '');
    // a HEAD has none, and no body either
    if (said === undefined) continue;
    const like = (schema: Schema): unknown => {
      const usual = exampleOf(schema, schemas, values);
      const here = said.example?.(as) ?? {};
      return typeof usual !== 'object' || Array.isArray(usual)
        ? usual
        : JSON.parse(JSON.stringify({ ...usual, ...here }));
    };
    for (const [status, { content = {} }] of Object.entries(operation.responses)) {
      for (const part of Object.values(content)) {
        if (Number(status) >= 400) part.example = refusalOf(operation, Number(status), said, schemas);
        else show(part, said.text?.(as), like);
      }
    }
  }
}

/** One example, or one for each of several kinds of answers. */
function show(content: Content, text: string | undefined, like: (schema: Schema) => unknown): void {
  const { schema } = content;
  if (text !== undefined) content.example = text;
  else if (schema.anyOf === undefined) content.example = like(schema);
  else {
    content.examples = Object.fromEntries(
      schema.anyOf.map((kind) => [componentOf(kind) ?? 'other', { value: like(kind) }]),
    );
  }
}
