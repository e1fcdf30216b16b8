import { Modal, Stack, Text } from '@mantine/core';
import { useSent } from '../api/sent.ts';
import { commandOf } from '../parts/commands.ts';
import { Copy } from '../parts/copy.tsx';
import { curlOf } from '../parts/curl.ts';

/** What this page has had done, as it is done by curl and by the command line. */
export function SentDialog({ close }: { close: () => void }) {
  const sent = useSent();
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title="The same by curl and command line"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {sent.length === 0 && <Text>Nothing was changed from this page yet. What you have done stands here then.</Text>}
        {sent.map((each) => {
          const { key, method, path, body } = each;
          const command = commandOf(each);
          return (
            <Stack key={key} gap={4}>
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {method} {path}
              </Text>
              {command !== null && <Copy block text={command} label="the command" />}
              <Copy block text={curlOf(method, path, body)} label="the curl command" />
            </Stack>
          );
        })}
      </Stack>
    </Modal>
  );
}
