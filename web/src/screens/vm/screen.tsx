import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDialogs } from '../../parts/dialogs.tsx';
import type { Vm } from '../vms/vms.tsx';
import { OwnWindow } from './own-window.tsx';
import { openScreen, type Screen as Shown } from './screen-line.ts';
import { TypeDialog } from './type-dialog.tsx';

/** The screen of a VM, as its graphics card has it. */
export default function Screen({ vm, alone = false }: { vm: Vm; alone?: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<Shown>(null);
  const { open } = useDialogs();
  const [said, setSaid] = useState('Opening …');
  useEffect(() => {
    const opened = place.current === null ? null : openScreen(place.current, vm.uuid, setSaid);
    screen.current = opened;
    return () => opened?.close();
  }, [vm.uuid]);
  const type = <TypeDialog send={(text) => screen.current?.type(text)} />;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text size="sm" role="status">
          {said}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => screen.current?.ctrlAltDel()}>
          Ctrl-Alt-Del
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => open(type)}>
          Type a text
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void place.current?.requestFullscreen()}>
          Full screen
        </Button>
        {!alone && <OwnWindow vm={vm.uuid} line="screen" />}
      </Group>
      <div ref={place} data-screen role="application" aria-label={`Screen of ${vm.name}`} className="screen" />
    </Stack>
  );
}
