import { z } from 'zod';

/** The host name rule of Waldur's instances: DNS labels. */
export const instanceName = z
  .string()
  .min(1, 'May not be blank.')
  .max(63, 'Has more than 63 characters, the limit of a host name. Give a shorter name.')
  .regex(
    /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*$/,
    'Must be a host name: letters, digits and hyphens, beginning and ending with a letter or digit. Try "my-vm".',
  )
  .meta({ description: 'Host name of the VM, 1-63 characters', example: 'my-vm' });
