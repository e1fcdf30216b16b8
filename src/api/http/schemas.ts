import { z } from 'zod';

/** A time in an answer: UTC, written as the dialect writes it. */
export const time = z.iso.datetime({ offset: true });

export const stateSince = time.meta({ description: 'Since when it is in the state that it is in' });

/** What is answered when something was begun. */
export const statusSchema = z.object({ status: z.string() }).meta({ id: 'Accepted' });

/** What is answered when something was done that has nothing to show. */
export const doneSchema = z.object({ detail: z.string() }).meta({ id: 'Done' });

export const versionSchema = z.object({ version: z.string() }).meta({ id: 'Version' });

export const problemSchema = z
  .object({
    code: z.string(),
    message: z.string().meta({ description: 'What happened' }),
    constraint: z.string().meta({ description: 'The limit or rule that was met' }),
    remedy: z.string().meta({ description: 'What to do next' }),
    reference: z.string().optional().meta({ description: 'Of an unexpected error: what the operator finds it by' }),
  })
  .meta({ id: 'Problem' });
