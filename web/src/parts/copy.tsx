import { Code, CopyButton, Group } from '@mantine/core';

/** A text that people take with them, with a button for that. `label` names it to who cannot see it. */
export function Copy({ text, label, block = false }: { text: string; label: string; block?: boolean }) {
  return (
    <Group gap={4} wrap="nowrap" display={block ? 'flex' : 'inline-flex'} maw="100%">
      <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', flex: block ? 1 : undefined }} p={block ? 8 : 2}>
        {text}
      </Code>
      <CopyIcon text={text} label={label} />
    </Group>
  );
}

/** The button alone, for a text that need not be seen. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <button
          type="button"
          className="mantine-focus-auto icon"
          onClick={copy}
          aria-label={`Copy ${label}`}
          title={`Copy ${label}`}
        >
          {copied ? '✓' : <Sheets />}
        </button>
      )}
    </CopyButton>
  );
}

/** Two sheets, one over the other: not every system has such a letter. */
function Sheets() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden>
      <rect x="1.5" y="1.5" width="8" height="8" rx="1" />
      <path d="M4.5 12.5h8v-8" />
    </svg>
  );
}
