import type { FastifyInstance } from 'fastify';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { partsOf } from './address.ts';

/** Fields that are kept as they are, byte for byte: nobody is shown them as a word of ours. */
const verbatim = new Set(['user_data', 'password', 'old_password']);

/** NUL, which no column holds, and halves of surrogate pairs, which UTF-8 has not. */
const unstorable = /\0|\p{Cs}/u;
/** What steers terminals, and what makes a text look like another one: Unicode's Bidi_Control. */
const deceptive = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/u;
const lineBreak = /[\t\n\r]/u;

/** What is wrong with a text of a request as the value of this field, in words; null: nothing. */
export function textFault(field: string, text: string): string | null {
  if (unstorable.test(text)) return 'Must be text in UTF-8, without a NUL character or half of a surrogate pair.';
  if (verbatim.has(field)) return null;
  const [found] = deceptive.exec(text) ?? (field.endsWith('name') ? lineBreak.exec(text) : null) ?? [];
  if (found === undefined) return null;
  const code = found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `May not have control characters or marks that change the direction of text: U+${code}.`;
}

/** Refuses queries whose percent-encoding is none of UTF-8: the framework would take it for what was meant. */
export function checkQueries(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ raw }) => {
    const { query } = partsOf(raw.url ?? '');
    const errors = new FieldErrors();
    for (const pair of query.includes('%') ? query.split('&') : []) {
      const [name = '', value = ''] = pair.split('=', 2);
      if (!isEncoded(name)) errors.add([], 'A name of the query is not text in UTF-8.');
      else if (!isEncoded(value)) errors.add([decodeURIComponent(name)], 'Must be text in UTF-8.');
    }
    if (!errors.empty) throw new InvalidRequest(errors);
  });
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
