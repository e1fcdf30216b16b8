import { Stack, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { api } from '../../api/client.ts';
import { DialogHost } from '../../parts/dialogs.tsx';
import { Answered } from '../../parts/note.tsx';
import { isVm } from '../vms/vms.tsx';

// each is loaded when it is opened
const lines = {
  console: { title: 'Serial console', Line: lazy(() => import('./console.tsx')) },
  screen: { title: 'Screen', Line: lazy(() => import('./screen.tsx')) },
};

/** A console of a VM and nothing around it: what a browser window of its own shows. */
export function LineWindow() {
  const { vm: uuid = '', line = '' } = useParams({ strict: false });
  const query = api.useQuery('get', '/api/marketplace-resources/{uuid}/', { params: { path: { uuid } } });
  const { title, Line } = line === 'screen' ? lines.screen : lines.console;
  return (
    <DialogHost>
      <Stack component="main" className="alone" gap="xs" p="xs">
        <Answered query={query}>
          {(vm) => (
            <>
              <title>{`${vm.name}: ${title}`}</title>
              <Title order={1} size="h5">
                {vm.name}: {title}
              </Title>
              <Suspense fallback={null}>{isVm(vm) && <Line vm={vm} alone />}</Suspense>
            </>
          )}
        </Answered>
      </Stack>
    </DialogHost>
  );
}
