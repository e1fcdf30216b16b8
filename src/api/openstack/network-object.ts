import { z } from 'zod';

export const labels = {
  name: z.string().trim().min(1, 'May not be blank.').max(150),
  description: z.string().max(4096).optional(),
};

export const labelChanges = { name: labels.name.optional(), description: labels.description };

export const followingRow = z.strictObject({
  behind: z.boolean(),
  network_error: z.string(),
});

/** Whether the backend has not come as far yet as the row with the alias wants it to, and why. */
export type Following = z.output<typeof followingRow>;

/** What `presentBackendObject` shows of it. */
export function following({ behind, network_error: error }: Following): { state: 'OK' | 'UPDATING'; error: string } {
  return behind ? { state: 'UPDATING', error } : { state: 'OK', error: '' };
}
