import { Code, CopyButton, Group, UnstyledButton } from '@mantine/core';

/** A text that people take with them, with a button for that. `label` names it to who cannot see it. */
export function Copy({ text, label, block = false }: { text: string; label: string; block?: boolean }) {
  return (
    <Group gap={4} wrap="nowrap" display={block ? 'flex' : 'inline-flex'} maw="100%">
      <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', flex: block ? 1 : undefined }} p={block ? 8 : 2}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <UnstyledButton onClick={copy} aria-label={`Copy ${label}`} title={`Copy ${label}`} fz="sm">
            {copied ? '✓' : '⧉'}
          </UnstyledButton>
        )}
      </CopyButton>
    </Group>
  );
}
