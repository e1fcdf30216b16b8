import { z } from 'zod';

const most = 128;
const longest = 255;
const unprintable = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u;

const key = z
  .string()
  .min(1)
  .max(longest)
  .refine((text) => !unprintable.test(text));
const value = z.string('Must be a text: put it in quotes.').max(longest, `At most ${longest} characters: shorten it.`);
const wrongKey = `A key has 1 to ${longest} characters, and no control characters: give the label another one.`;

/** All labels of a VM, which Waldur calls `metadata`. */
export const instanceLabels = z
  .record(key, value, { error: ({ code }) => (code === 'invalid_key' ? wrongKey : undefined) })
  .refine((all) => Object.keys(all).length <= most, `At most ${most} labels: leave some out.`)
  .meta({ description: 'Labels: keys with values', example: { role: 'web' } });
