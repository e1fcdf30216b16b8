import { z } from 'zod';
import { parseUuid } from './uuid.ts';

/** A reference to an object: UUID with or without dashes, or a hyperlink that ends in one. */
export const reference = z
  .string()
  .max(500)
  .refine((text) => parseUuid(text) !== null, 'Must be a UUID, with or without dashes, or the URL of the object.')
  .meta({
    description: 'UUID, with or without dashes; the URL of the object is accepted too',
    example: '550e8400e29b41d4a716446655440000',
  });

/** The same as Waldur's clients write some of them. */
export const urlReference = z.object({ url: reference }).meta({ id: 'UrlReference' });
