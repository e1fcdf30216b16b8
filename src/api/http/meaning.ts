import { parseUuid } from '../../common/uuid.ts';

/** A UUID, or the hyperlink of an object of either dialect. */
const namesObject = /^(?:\S*\/api\/\S+\/)?[0-9a-f-]{32,36}\/?$/i;
/** A hash of these that is quick to make would be quick to guess by. */
const secrets = new Set(['password', 'old_password']);

/** The same for requests that say the same: keys in whatever order, an object by its UUID or its hyperlink. */
export function meaningOf(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => meaningOf(each, field));
  if (typeof value === 'object' && value !== null) {
    // as Waldur's clients write some references
    const { url, ...others } = value as Record<string, unknown>;
    if (typeof url === 'string' && namesObject.test(url) && Object.keys(others).length === 0) return meaningOf(url);
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, each]) => [key, meaningOf(each, key)]));
  }
  if (typeof value !== 'string') return value;
  if (secrets.has(field)) return '';
  return namesObject.test(value) ? (parseUuid(value) ?? value) : value;
}
