import type { Path } from '../../common/fields.ts';

/** A string of a JSON text, as it is meant. */
export interface JsonString {
  /** Where it stands; of a key: what it is the key of. */
  path: Path;
  /** As it is written, with its quotes. */
  raw: string;
  text: string;
  isKey: boolean;
  /** A key that its object has had already. */
  again: boolean;
}

/** Where in an object or a list the reading is; `at` is null before a key. */
type Level = { keys: Set<string>; at: string | null } | { keys: null; at: number };

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;

/**
 * The keys and texts of a JSON text in their order: what `JSON.parse` makes of it has only the last of keys that are the
 * same. The text must be valid JSON, as `JSON.parse` takes it.
 */
export function* stringsIn(json: string): Generator<JsonString> {
  const levels: Level[] = [];
  for (const [token] of json.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), at: null });
    else if (token === '[') levels.push({ keys: null, at: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (level?.keys === null) level.at++;
      else if (level !== undefined) level.at = null;
    } else {
      const text = JSON.parse(token) as string;
      const isKey = level !== undefined && level.keys !== null && level.at === null;
      const again = isKey && level.keys.has(text);
      if (isKey) {
        level.keys.add(text);
        level.at = text;
      }
      yield { path: levels.map(({ at }) => at ?? ''), raw: token, text, isKey, again };
    }
  }
}
