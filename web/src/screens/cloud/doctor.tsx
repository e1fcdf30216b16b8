import { Stack, Text, Title } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { type Action, Actions } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';

type Diagnosis = Schemas['Diagnosis'];

/** What a repair does with what is on the host without a row. */
const fates: Record<Diagnosis['orphans'][number]['fate'], string> = {
  removed: 'is removed',
  trashed: 'goes to the trash, from where it can be put back',
  kept: 'stays',
};

/** Whether the machine is fit, and rows and host say the same; what does not belong there is taken away. */
export function Doctor() {
  const query = api.useQuery('get', '/api/doctor/', {}, { refetchInterval: 60_000 });
  return (
    <Answered query={query}>
      {(found) => (
        <Stack gap="xs">
          <Title order={2} size="h4">
            Doctor: {found.ok ? 'all is well' : 'something is wrong'}
          </Title>
          <Text size="sm">
            It has looked <Ago at={new Date(query.dataUpdatedAt).toISOString()} /> ago.
          </Text>
          {found.checks.map((check) => (
            <Check key={check.name} check={check} />
          ))}
          {found.orphans.map((orphan) => (
            <Text key={orphan.detail} size="sm">
              On the host without a row: {orphan.detail}
            </Text>
          ))}
          {found.missing.map(({ detail }) => (
            <Text key={detail} size="sm">
              In the rows and not on the host: {detail}
            </Text>
          ))}
          <Repair found={found} look={() => query.refetch()} />
        </Stack>
      )}
    </Answered>
  );
}

function Repair({ found: { orphans }, look }: { found: Diagnosis; look: () => Promise<unknown> }) {
  const fix = api.useMutation('post', '/api/doctor/fix/');
  const dialog = (
    <FormDialog
      title="Take this away?"
      submit="Take away"
      danger
      fields={[]}
      send={() => fix.mutateAsync({ body: { details: orphans.map(({ detail }) => detail) } })}
    >
      {orphans.map(({ detail, fate, reason }) => (
        <Text key={detail} size="sm">
          {detail} {fates[fate]}
          {fate === 'kept' ? `: ${reason}` : ''}
        </Text>
      ))}
    </FormDialog>
  );
  const actions: Action[] = [
    { label: 'Look again', why: null, run: look },
    {
      label: 'Mend',
      why: orphans.length === 0 ? 'Nothing is on the host without a row.' : null,
      dialog: () => dialog,
    },
  ];
  return <Actions subject="the host" actions={actions} />;
}

function Check({ check: { name, ok, detail, remedy } }: { check: Diagnosis['checks'][number] }) {
  return (
    <Text size="sm">
      {ok ? '✓' : '✗'} {name}: {detail} {!ok && <b>{remedy}</b>}
    </Text>
  );
}
