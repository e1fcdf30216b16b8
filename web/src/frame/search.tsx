import { Modal, NavLink, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Answered } from '../parts/note.tsx';
import { find } from './find.ts';

/** Finds anything by its name, its UUID or one of its addresses, in all projects. */
export function Search({ close }: { close: () => void }) {
  const [wanted, setWanted] = useState('');
  const [text] = useDebouncedValue(wanted.trim(), 200);
  const query = useQuery({
    queryKey: ['search', text],
    queryFn: () => find(text),
    enabled: text !== '',
    refetchInterval: false,
  });
  return (
    <Modal opened onClose={close} title="Search" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <TextInput
          aria-label="Name, UUID or address"
          placeholder="Name, UUID or address"
          data-autofocus
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {text !== '' && (
          <Answered query={query}>
            {(found) => (
              <div role="list" aria-label="Found">
                {found.length === 0 && <Text>Nothing that you see is called so.</Text>}
                {found.map(({ key, label, about, to, params, search }) => (
                  <div role="listitem" key={key}>
                    <NavLink
                      label={label}
                      description={about}
                      onClick={close}
                      renderRoot={(props) => <Link to={to} params={params} search={search as never} {...props} />}
                    />
                  </div>
                ))}
              </div>
            )}
          </Answered>
        )}
      </Stack>
    </Modal>
  );
}
