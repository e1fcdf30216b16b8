import { Modal, Stack, Text } from '@mantine/core';
import { Copy } from '../../parts/copy.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import type { Volume } from './volumes.tsx';

/** Why there is nothing to mount in a guest; null: there is. */
export function whyNoMount({ instance, device }: Volume): string | null {
  if (instance === null) return 'The volume is attached to no VM.';
  return device === '/dev/vda' ? 'The VM boots from it: it is mounted.' : null;
}

/** What makes a file system on a new volume and mounts it. A name is anybody's text: of it goes into a shell what is harmless there. */
export function MountCommands({ volume: { uuid, name } }: { volume: Volume }) {
  const device = `/dev/disk/by-id/virtio-${uuid.slice(0, 20)}`;
  const place = `/mnt/${name.replaceAll(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '') || 'volume'}`;
  return (
    <Stack gap={4}>
      <Text size="sm">When it is new, the first of these makes a file system on it; what is on it dies by that.</Text>
      <Copy block label="the commands" text={`mkfs.ext4 ${device}\nmkdir -p ${place}\nmount ${device} ${place}`} />
    </Stack>
  );
}

/** The commands for a volume that a guest has. */
export function MountDialog({ volume }: { volume: Volume }) {
  const { close } = useDialogs();
  const title = `Mount ${volume.name} in ${volume.instance_name}`;
  return (
    <Modal opened onClose={close} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <MountCommands volume={volume} />
    </Modal>
  );
}
