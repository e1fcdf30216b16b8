import type { ColumnType } from 'kysely';

/** When the row was made; PostgreSQL writes it. */
export type Stamp = ColumnType<Date, never, never>;

/** A jsonb column: read as a value, written as JSON. */
export type Json<T> = ColumnType<T, string, string>;
