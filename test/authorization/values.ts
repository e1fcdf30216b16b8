/** The text at a field such as `a.b[].c`, of the first of every list. */
export function valueAt(body: unknown, field: string): string | undefined {
  const value = steps(field).reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], body);
  return typeof value === 'string' ? value : undefined;
}

export function withValue(body: object, field: string, value: string): unknown {
  const copy = structuredClone(body);
  const path = steps(field);
  const last = path.pop() ?? '';
  const holder = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  (holder as Record<string, unknown>)[last] = value;
  return copy;
}

/** `a.b[].c` as keys, the first of every list. */
function steps(field: string): string[] {
  return field
    .replaceAll('[]', '.0')
    .split('.')
    .filter((step) => step !== '');
}
