import { FormDialog } from '../../parts/form.tsx';

/** Asks for a text that is typed to a VM. */
export function TypeDialog({ send }: { send: (text: string) => void }) {
  return (
    <FormDialog
      title="Type a text"
      submit="Type it"
      fields={[
        {
          name: 'text',
          label: 'Text',
          kind: 'lines',
          hint: 'It is typed as it stands; a line that is to be done ends with a new line',
        },
      ]}
      send={async ({ text }) => send(String(text))}
    />
  );
}
