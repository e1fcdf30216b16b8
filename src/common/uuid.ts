const dashed = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hex32 = /^[0-9a-f]{32}$/;

/**
 * The dashed lower-case form of a UUID that comes with or without dashes, or as the last part of a URL or path that ends
 * in one; null when it is none. References arrive in all of these shapes (Waldur's clients send hyperlinks).
 */
export function parseUuid(text: string): string | null {
  if (dashed.test(text)) return text;
  const last = text.trim().replace(/\/+$/, '').split('/').at(-1) ?? '';
  const bare = last.toLowerCase().replaceAll('-', '');
  if (!hex32.test(bare)) return null;
  return `${bare.slice(0, 8)}-${bare.slice(8, 12)}-${bare.slice(12, 16)}-${bare.slice(16, 20)}-${bare.slice(20)}`;
}

/** The same of a reference whose form was checked. */
export function uuidOf(reference: string): string {
  const uuid = parseUuid(reference);
  if (uuid === null) throw new RangeError(`no reference: ${reference}`);
  return uuid;
}

/** Whether a text is a UUID as we write it ourselves: dashed, lower case, nothing else. */
export function isUuid(text: string): boolean {
  return parseUuid(text) === text;
}
