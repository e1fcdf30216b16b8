import { Button, Group, Menu, Stack, Text, Tooltip } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import cells from './cells.module.css';
import { useDialogs } from './dialogs.tsx';
import type { Field, Values } from './form.tsx';
import { NoticePlace, NoticesHere, useRun } from './notices.tsx';

/** What can be done with an object: at once, or by a dialog that asks for more. */
export interface Action {
  label: string;
  /** Why it cannot be done now; null: it can. */
  why: string | null;
  run?: () => Promise<unknown>;
  dialog?: () => ReactNode;
  /** The same without a dialog, for several things at once, by the answers to what it `asks`. */
  many?: (answers: Values) => Promise<unknown>;
  asks?: Field[];
  /** What is lost by it, in words. */
  takes?: string[];
  /** It takes something away. */
  color?: 'red';
}

function useDo(subject: string): (action: Action) => void {
  const run = useRun();
  const { open } = useDialogs();
  return ({ label, why, run: what, dialog }) => {
    if (why !== null) return;
    if (dialog !== undefined) open(dialog());
    if (what !== undefined) void run(`${label}: ${subject}`, what);
  };
}

interface ActProps {
  action: Action;
  subject: string;
  primary?: boolean;
}

/** The button of an action. One that cannot be used now can be reached all the same, and says why. */
export function Act({ action, subject, primary = false }: ActProps) {
  const act = useDo(subject);
  const described = useId();
  const { label, why, color } = action;
  return (
    <Tooltip label={why} disabled={why === null} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <Button
        size="compact-md"
        variant={primary ? 'filled' : 'default'}
        {...(color === undefined ? {} : { color, variant: 'outline' })}
        {...(why === null ? {} : { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': described })}
        onClick={() => act(action)}
      >
        {label}
        {why !== null && (
          <span id={described} hidden>
            {why}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}

/** The first `shown` actions as buttons, all others in a menu; below them what has failed. */
export function Actions({
  actions,
  subject,
  shown = actions.length,
}: {
  actions: Action[];
  subject: string;
  shown?: number;
}) {
  return (
    <NoticePlace>
      <Stack gap="xs">
        <Group gap="xs">
          {actions.slice(0, shown).map((action) => (
            <Act key={action.label} action={action} subject={subject} />
          ))}
          {actions.length > shown && <ActionMenu actions={() => actions.slice(shown)} subject={subject} />}
        </Group>
        <NoticesHere />
      </Stack>
    </NoticePlace>
  );
}

/** The menu of a row, made when it is opened; what cannot be done now says why below its name. */
export function ActionMenu({ actions, subject }: { actions: () => Action[]; subject: string }) {
  const act = useDo(subject);
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={`mantine-focus-auto ${cells['more']}`}
      aria-label={`More for ${subject}`}
      aria-haspopup="menu"
      onClick={() => setOpened(!opened)}
    >
      ⋯
    </button>
  );
  if (!opened) return button;
  return (
    <Menu
      position="bottom-end"
      withinPortal
      // what loads above may push its button out of view: hidden then, it would lose the focus for good
      hideDetached={false}
      withInitialFocusPlaceholder={false}
      opened
      onChange={setOpened}
      onDismiss={() => setOpened(false)}
    >
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown maw={320}>
        {actions().map((action) => (
          <Menu.Item
            key={action.label}
            {...(action.color === 'red' && action.why === null ? { c: 'var(--mantine-color-error)' } : {})}
            {...(action.why === null ? {} : { 'data-disabled': true, 'aria-disabled': true, closeMenuOnClick: false })}
            onClick={() => act(action)}
          >
            {action.label}
            {action.why !== null && (
              <Text size="xs" c="dimmed">
                {action.why}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
