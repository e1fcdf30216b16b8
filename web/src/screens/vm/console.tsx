import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDialogs } from '../../parts/dialogs.tsx';
import type { Vm } from '../vms/vms.tsx';
import type { Line } from './console-line.ts';
import { OwnWindow } from './own-window.tsx';
import { openTerminal } from './terminal.ts';
import { TypeDialog } from './type-dialog.tsx';

/** The serial console of a VM: the log first, then what it says; it is opened again by itself when the line breaks. */
export default function Console({ vm, alone = false }: { vm: Vm; alone?: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const line = useRef<Line>(null);
  const { open } = useDialogs();
  const [said, setSaid] = useState('Opening …');
  const [typist, setTypist] = useState<{ user: string; you: boolean } | null>(null);
  useEffect(() => {
    const opened =
      place.current === null ? null : openTerminal(place.current, vm.uuid, { say: setSaid, typist: setTypist });
    line.current = opened;
    return () => opened?.close();
  }, [vm.uuid]);
  const paste = <TypeDialog send={(text) => line.current?.type(text)} />;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text size="sm" role="status">
          {said}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => open(paste)}>
          Type a text
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void place.current?.requestFullscreen()}>
          Full screen
        </Button>
        {!alone && <OwnWindow vm={vm.uuid} line="console" />}
      </Group>
      {typist !== null && !typist.you && (
        <Alert variant="outline" role="status" title={`${typist.user} types; you watch.`}>
          <Button size="compact-sm" variant="default" onClick={() => line.current?.take()}>
            Take over
          </Button>
        </Alert>
      )}
      <div ref={place} data-console className="screen" style={{ padding: 4 }} />
    </Stack>
  );
}
