import { Button, Kbd, Modal, Table } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useDialogs } from '../parts/dialogs.tsx';
import { Search } from './search.tsx';

const keys = [
  { key: '/', does: 'Search by name, UUID or address' },
  { key: '?', does: 'Show these keys' },
  { key: 'Escape', does: 'Close what is open' },
];

/** The search, and the keys that work on every screen but in a field. */
export function Keys() {
  const { open, close } = useDialogs();
  const search = (): void => open(<Search close={close} />);
  useWindowEvent('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const types = target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"]') !== null;
    if (types || ctrlKey || metaKey || altKey || (key !== '/' && key !== '?')) return;
    event.preventDefault();
    if (key === '/') search();
    else open(<Help close={close} />);
  });
  return (
    <Button size="compact-sm" variant="default" onClick={search}>
      Search
    </Button>
  );
}

function Help({ close }: { close: () => void }) {
  return (
    <Modal opened onClose={close} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table>
        <Table.Tbody>
          {keys.map(({ key, does }) => (
            <Table.Tr key={key}>
              <Table.Td w={100}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
