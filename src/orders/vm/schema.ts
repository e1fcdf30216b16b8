import { endAction, endDate } from '../../actions/index.ts';
import { instanceLabels, instanceName, userData } from '../../instances/index.ts';
import { reference, urlReference } from '../../common/reference.ts';
import { volumeSize } from '../../storage/index.ts';
import { newPortShape } from '../../network/index.ts';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';

/** An item of `networks`, as WAYSCloud documents it, and with what Waldur's ports can say. */
export const networkShape = {
  ...newPortShape,
  floating_ip: z
    .string()
    .refine(
      (text) => text === 'auto' || text === 'none' || text === '' || parseUuid(text) !== null,
      'Must be "auto", "none" or the UUID of a floating IP.',
    )
    .describe('"auto": a free floating IP of the project, else a new one; "none"; or the UUID of one'),
};

export const dataVolumeShape = {
  size: volumeSize.describe('MiB'),
  volume_type: reference.optional(),
};

export const maxNetworks = 8;

/** Name, UUID or URL: see `checkZone`. */
export const zone = z.string().max(500).describe('Name, UUID or URL of the zone; there is one').optional();

/** Attributes of an order for a VM but for its networks and volumes. */
export const attributeShape = {
  name: instanceName,
  image: reference.describe('Image of the system volume'),
  flavor: reference.optional().describe('Size of the VM; may be left out when the offering has one'),
  ssh_public_key: z
    .string()
    .min(1)
    .max(8192)
    .describe('OpenSSH public key as text, or a reference to a stored one; optional in the Waldur dialect'),
  description: z.string().max(4096).optional(),
  metadata: instanceLabels.optional(),
  user_data: userData.optional(),
  system_volume_size: volumeSize.optional().describe('MiB; left out: the flavor’s disk'),
  system_volume_type: reference.optional(),
  security_groups: z
    .array(z.union([reference, urlReference]))
    .max(10)
    .optional(),
  data_volume_size: volumeSize.optional().describe('MiB; one more volume of that size'),
  data_volume_type: reference.optional(),
  end_date: endDate.optional(),
  end_action: endAction.optional(),
  termination_protection: z.boolean().optional().describe('The VM cannot be deleted until this is taken away'),
  availability_zone: zone,
  config_drive: z.literal(true, 'Every VM is given its configuration on a disk: leave it out.').optional(),
  connect_directly_to_external_network: z
    .literal(false, 'A VM is reached from outside by a floating IP: leave it out, and ask for one.')
    .optional(),
  server_group: z
    .union([reference, urlReference, z.literal('')])
    .optional()
    .describe('Of the same project: its policy says which VMs run together or apart'),
  tags: z.array(z.string()).max(0, 'VMs have labels in place of tags: give `metadata`.').optional(),
};
