import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';

/**
 * Moves a console into a browser window of its own, which has the login of this one. The page lets go of it, so that who
 * typed here types there.
 */
export function OwnWindow({ vm, line }: { vm: string; line: 'console' | 'screen' }) {
  const navigate = useNavigate();
  const open = (): void => {
    const opened = window.open(`#/window/${vm}/${line}`, `${line}-${vm}`, 'popup,width=960,height=700');
    if (opened !== null) void navigate({ to: '.', search: {} as never, replace: true });
  };
  return (
    <Button size="compact-sm" variant="default" onClick={open}>
      Own window
    </Button>
  );
}
