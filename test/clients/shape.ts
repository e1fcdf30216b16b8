/** What a JSON value must at least be: a type, `any` where null was seen, a list of one kind, or an object's keys. */
export type Shape = 'any' | 'string' | 'number' | 'boolean' | Shape[] | { [key: string]: Shape };

/** Where `value` falls short of `shape`, as `a.b[0].c: is missing`. More keys than asked for are fine. */
export function shortfalls(value: unknown, shape: Shape, at = ''): string[] {
  if (shape === 'any') return [];
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${at}: ${wordFor(value)}, not ${shape}`];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${at}: ${wordFor(value)}, not a list`];
    const [of] = shape;
    if (of === undefined) return [];
    if (value.length === 0) return [`${at}: an empty list shows nothing of its items`];
    return value.flatMap((item, index) => shortfalls(item, of, `${at}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${at}: ${wordFor(value)}, not an object`];
  return Object.entries(shape).flatMap(([key, of]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return key in value ? shortfalls((value as Record<string, unknown>)[key], of, path) : [`${path}: is missing`];
  });
}

function wordFor(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
}
