import { z } from 'zod';

/** What is said of a snapshot or a backup. */
export const keptShape = {
  name: z.string().min(1, 'May not be blank.').max(150),
  description: z.string().max(4096).optional(),
  kept_until: z
    .union(
      [z.iso.datetime({ offset: true }), z.iso.date()],
      'Must be a time such as 2026-12-31T12:00:00Z, or a day in UTC.',
    )
    .refine((text) => new Date(text) > new Date(), 'Lies in the past. Give a later time, or null to keep it.')
    .transform((text) => new Date(text))
    .nullable()
    .optional()
    .describe('It is deleted after that, of a day after its beginning in UTC; null: it is kept'),
};
