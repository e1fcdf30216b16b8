import { Modal, Stack, Text } from '@mantine/core';
import { Copy } from './copy.tsx';
import { useDialogs } from './dialogs.tsx';

/** A link that logs a user in, to be passed on. */
export function LoginLinkDialog({ user, url }: { user: string; url: string }) {
  const { close } = useDialogs();
  const title = `A link that logs ${user} in`;
  return (
    <Modal opened onClose={close} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">It is good once, and for 10 minutes. It is shown this once.</Text>
        <Copy block text={url} label="the link" />
      </Stack>
    </Modal>
  );
}
