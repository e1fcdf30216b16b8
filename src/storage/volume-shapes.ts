import { z } from 'zod';
import { reference } from '../common/reference.ts';

/** MiB, of any volume. */
export const volumeSize = z
  .int()
  .min(1024, 'At least 1024 MiB.')
  .max(16 * 1024 * 1024);

/** What a volume is asked for with, directly or as the attributes of an order. */
export const volumeShape = {
  name: z.string().min(1, 'May not be blank.').max(150),
  description: z.string().max(4096).optional(),
  size: volumeSize.describe('MiB'),
  type: reference.optional().describe('Volume type; left out: the default one'),
  image: reference.optional().describe('Begins as this image; left out: reads zeros'),
};

export const maxDataVolumes = 8;
