import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';

/** The last migration from before nodes were upgraded one after the other: those behind it only add. */
export const lastAlone = '0079_console_tickets';

/** What a migration takes away or tightens all the same (`table`, `table.column`, `table: CHECK …`), with the release since which nobody uses it. */
export const unusedSince: Record<string, string> = {};

interface Column {
  table: string;
  name: string;
  type: string;
  required: boolean;
  filled: boolean;
}

/** A constraint or a unique index in PostgreSQL's words. */
interface Rule {
  table: string;
  kind: 'check' | 'unique' | 'foreign' | 'exclusion';
  text: string;
  columns: string[];
}

interface Catalogue {
  columns: Column[];
  rules: Rule[];
}

/** Tables, columns and rules as the database has them now. */
export async function catalogueOf(db: Database): Promise<Catalogue> {
  const columns = await sql<Column>`
    SELECT t.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
      d.oid IS NOT NULL OR a.attidentity <> '' AS filled
    FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p', 'v') AND t.relname NOT LIKE 'kysely%'
    ORDER BY t.relname, a.attnum
  `.execute(db);
  const rules = await sql<Rule>`
    SELECT t.relname AS table, CASE c.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign' ELSE 'exclusion' END AS kind,
      pg_get_constraintdef(c.oid) AS text,
      ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = t.oid AND attnum = ANY(c.conkey)) AS columns
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE t.relnamespace = 'public'::regnamespace AND c.contype IN ('c', 'f', 'x')
    UNION ALL
    SELECT t.relname, 'unique', regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE UNIQUE INDEX .* USING btree', 'UNIQUE'),
      ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = t.oid AND attnum = ANY(i.indkey))
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND i.indisunique AND t.relname NOT LIKE 'kysely%'
    ORDER BY 1, 3
  `.execute(db);
  return { columns: columns.rows, rules: rules.rows };
}

/** Each thing between two catalogues that breaks a node of the release before, by its name, with the remedy. */
export function harmsOf(before: Catalogue, after: Catalogue, unused = unusedSince): string[] {
  return [...columnHarms(before, after), ...ruleHarms(before, after)]
    .filter(([name]) => !(name in unused))
    .map(([name, harm, remedy]) => `${name} ${harm}, but nodes of the release before go on beside it: ${remedy}`);
}

type Harm = [name: string, harm: string, remedy: string];

const addFirst =
  'add what takes its place now, use that, and take it away one release later, with a row in unusedSince';
const fillFirst = 'write what fits now, and demand it one release later, with a row in unusedSince';

function columnHarms(before: Catalogue, after: Catalogue): Harm[] {
  const [tables, left] = [tablesOf(before), tablesOf(after)];
  const [old, now] = [columnsByName(before), columnsByName(after)];
  const changed = [...old].flatMap(([name, was]): Harm[] => {
    const is = now.get(name);
    if (is === undefined) return left.has(was.table) ? [[name, 'is gone', addFirst]] : [];
    if (is.type !== was.type) return [[name, `is ${is.type} and was ${was.type}`, addFirst]];
    if (is.required && !was.required) return [[name, 'has to be filled now', fillFirst]];
    return was.filled && !is.filled ? [[name, 'has no default any more', fillFirst]] : [];
  });
  const demanded = [...now].filter(
    ([name, { table, required, filled }]) => tables.has(table) && !old.has(name) && required && !filled,
  );
  return [
    ...[...tables].filter((table) => !left.has(table)).map((table): Harm => [table, 'is gone', addFirst]),
    ...changed,
    ...demanded.map(([name]): Harm => [name, 'is new, NOT NULL and has no default', `give it one, or ${fillFirst}`]),
  ];
}

function ruleHarms(before: Catalogue, after: Catalogue): Harm[] {
  const [old, now] = [columnsByName(before), columnsByName(after)];
  const has = (rules: Rule[], { table, text }: Rule): boolean =>
    rules.some((rule) => rule.table === table && rule.text === text);
  const tighter = after.rules.filter((rule) => {
    const isKnown = (column: string): boolean => old.has(`${rule.table}.${column}`);
    // what a new column leaves null, no unique index and no foreign key looks at
    const touches = rule.kind === 'check' ? rule.columns.some(isKnown) : rule.columns.every(isKnown);
    return (
      tablesOf(before).has(rule.table) &&
      touches &&
      !has(before.rules, rule) &&
      !before.rules.some((was) => isWider(rule, was))
    );
  });
  // INSERT … ON CONFLICT names the columns of one
  const lost = before.rules.filter(
    (rule) =>
      rule.kind === 'unique' &&
      !has(after.rules, rule) &&
      rule.columns.every((column) => now.has(`${rule.table}.${column}`)),
  );
  const named = (rule: Rule): string => `${rule.table}: ${rule.text}`;
  return [
    ...tighter.map((rule): Harm => [named(rule), 'is a new rule', fillFirst]),
    ...lost.map((rule): Harm => [named(rule), 'is gone', addFirst]),
  ];
}

const tablesOf = ({ columns }: Catalogue): Set<string> => new Set(columns.map(({ table }) => table));

const columnsByName = ({ columns }: Catalogue): Map<string, Column> =>
  new Map(columns.map((column) => [`${column.table}.${column.name}`, column]));

/** Whether both list words of the same column, and none is missing in the first. */
function isWider(rule: Rule, was: Rule): boolean {
  if (rule.table !== was.table) return false;
  const [words, before] = [wordsOf(rule), wordsOf(was)];
  return (
    words !== null &&
    before !== null &&
    words.column === before.column &&
    [...before.all].every((word) => words.all.has(word))
  );
}

function wordsOf({ text }: Rule): { column: string; all: Set<string> } | null {
  const [, column, list] = /^CHECK \(\(("?\w+"?) = ANY \(ARRAY\[([^()]*)\]\)\)\)$/.exec(text) ?? [];
  if (column === undefined || list === undefined) return null;
  return { column, all: new Set([...list.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)) };
}
