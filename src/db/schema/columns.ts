import type { ColumnType } from 'kysely';
import type { JsonColumns } from './json.ts';

/** PostgreSQL alone writes it. */
export type ReadOnly<T> = ColumnType<T, never, never>;

/** A jsonb column: read as a value, written as JSON. */
export type Json<Column extends keyof JsonColumns> = ColumnType<JsonColumns[Column], string, string>;

/** The same with a default. */
export type DefaultJson<Column extends keyof JsonColumns> = ColumnType<JsonColumns[Column], string | undefined, string>;

/** The same, or null. */
export type NullableJson<Column extends keyof JsonColumns> = ColumnType<
  JsonColumns[Column] | null,
  string | null | undefined,
  string | null
>;
