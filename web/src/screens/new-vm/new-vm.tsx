import { Grid, Stack, TextInput, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { told } from '../../api/problem.ts';
import { useProject } from '../../frame/project.ts';
import { Answered, Note } from '../../parts/note.tsx';
import { useCheck } from './check.ts';
import { copiesOf } from './copies.ts';
import { type Draft, emptyDraft, orderOf, type SectionProps } from './draft.ts';
import { whyOneKey, withFurtherKeys } from './further-keys.ts';
import { FlavorChoice } from './flavor-choice.tsx';
import { ImageChoice } from './image-choice.tsx';
import { KeyChoice } from './key-choice.tsx';
import { More } from './more.tsx';
import { NetworkChoice } from './network-choice.tsx';
import { type Failure, place } from './place.ts';
import { Summary } from './summary.tsx';
import { type Choices, defaultsOf, useChoices } from './choices.ts';

/** All of an order on one page, each field with a default. */
export function NewVm() {
  const { project } = useProject();
  const query = useChoices(project);
  return (
    <Answered query={query}>{(choices) => <NewVmForm key={project} project={project} choices={choices} />}</Answered>
  );
}

/** Goes to the first field that something is wrong with. */
function goToFault(form: HTMLElement): void {
  const marked = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]');
  const within = marked?.querySelector<HTMLElement>('input:not(:disabled), button:not(:disabled)');
  (within ?? marked)?.focus();
}

function NewVmForm({ project, choices }: { project: string; choices: Choices }) {
  const navigate = useNavigate();
  const { may } = useProject();
  // what is suggested later does not change the name under the hands of who types
  const [chosen, setChosen] = useState<Partial<Draft>>({ name: choices.name });
  const [failed, setFailed] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  // one order, however often it is sent
  const [once, setOnce] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const draft: Draft = { ...emptyDraft, ...defaultsOf(choices), ...chosen };
  const whole = withFurtherKeys(draft, choices.keys);
  const order = orderOf(project, whole);
  const { check, wrong, elsewhere, tooMany } = useCheck(order, draft, choices);
  const why = may('ORDER.CREATE') ?? tooMany ?? (draft.keys.length > 1 ? whyOneKey(draft) : null);
  const change = (some: Partial<Draft>): void => {
    setChosen((before) => ({ ...before, ...some }));
    setOnce(crypto.getRandomValues(new Uint32Array(4)).join('-'));
  };
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    if (check.error !== null) return goToFault(form);
    if (why !== null) return;
    setBusy(true);
    const { vms, failure } = await place(order, draft, once);
    if (failure !== null) {
      setFailed(failure);
      setBusy(false);
      await check.refetch();
    } else if (vms.length > 1) await navigate({ to: '/p/$project/vms', params: { project } });
    else await navigate({ to: '/p/$project/vms/$vm', params: { project, vm: vms[0] ?? '' } });
  }
  const section: SectionProps = { draft, change, wrong };
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <Title order={1} size="h2" mb="md">
        New VM
      </Title>
      <Grid>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Sections {...section} choices={choices} room={check.data?.capacity} />
            {failed !== null && <Failed {...failed} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Summary
            check={check}
            elsewhere={elsewhere}
            many={draft.count}
            copies={copiesOf(project, whole, choices)}
            why={why}
            busy={busy}
          />
        </Grid.Col>
      </Grid>
    </form>
  );
}

function Failed({ error, placed }: Failure) {
  const title = placed.length === 0 ? 'Not ordered' : `Ordered: ${placed.join(', ')}. All behind them: not ordered`;
  return <Note title={title} {...told(error)} />;
}

function Sections({
  choices,
  room,
  ...section
}: SectionProps & { choices: Choices; room: Schemas['Preflight']['capacity'] | undefined }) {
  const { draft, change, wrong } = section;
  const image = choices.images.find(({ uuid }) => uuid === draft.image);
  const only = choices.offerings.find(({ uuid }) => uuid === draft.offering)?.flavor ?? null;
  return (
    <>
      <TextInput
        label="Name"
        value={draft.name}
        error={wrong('attributes.name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <ImageChoice {...section} images={choices.images} />
      <FlavorChoice {...section} {...choices} image={image} only={only} room={room} />
      <KeyChoice {...section} keys={choices.keys} />
      <NetworkChoice {...section} {...choices} />
      <More {...section} offerings={choices.offerings} />
    </>
  );
}
