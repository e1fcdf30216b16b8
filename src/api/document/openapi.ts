/** OpenAPI 3.1, as far as our documents use it. */
export interface Document {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: Tag[];
  /** By path, then by method in small letters. */
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
  security: Record<string, string[]>[];
}

export interface Tag {
  name: string;
  description: string;
}

export interface Operation {
  operationId?: string;
  summary: string;
  description?: string;
  /** Who may: one of `Need`. */
  'x-needs'?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Content> };
  /** By status. */
  responses: Record<string, Answer>;
  security?: Record<string, string[]>[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Answer {
  description: string;
  headers?: Record<string, { description: string; schema: Schema }>;
  content?: Record<string, Content>;
}

export interface Content {
  schema: Schema;
  example?: unknown;
  /** In place of one example: one for each kind of answer. */
  examples?: Record<string, { value: unknown }>;
}

/** JSON Schema 2020-12. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  not?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  additionalProperties?: Schema | boolean;
}

/** Every operation of a document, with where it is. */
export function operationsOf({
  paths,
}: Pick<Document, 'paths'>): { path: string; method: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}
