import { Modal, Stack, Text } from '@mantine/core';
import { useSent } from '../api/sent.ts';
import { Same } from '../parts/same.tsx';

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
        {sent.map((each) => (
          <Same key={each.key} sent={each} />
        ))}
      </Stack>
    </Modal>
  );
}
