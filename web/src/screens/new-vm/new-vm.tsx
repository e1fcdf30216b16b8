import { Grid, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api, client, type Schemas } from '../../api/client.ts';
import { ApiProblem, told } from '../../api/problem.ts';
import { useProject } from '../../frame/project.ts';
import { Answered, Note } from '../../parts/note.tsx';
import { copiesOf } from './copies.ts';
import { type Draft, emptyDraft, namesOf, orderOf, type SectionProps } from './draft.ts';
import { FlavorChoice } from './flavor-choice.tsx';
import { ImageChoice } from './image-choice.tsx';
import { KeyChoice } from './key-choice.tsx';
import { More } from './more.tsx';
import { NetworkChoice } from './network-choice.tsx';
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

const faultsOf = (error: unknown): ReadonlyMap<string, string> =>
  error instanceof ApiProblem ? error.fields : new Map();

function NewVmForm({ project, choices }: { project: string; choices: Choices }) {
  const navigate = useNavigate();
  const { may } = useProject();
  // what is suggested later does not change the name under the hands of who types
  const [chosen, setChosen] = useState<Partial<Draft>>({ name: choices.name });
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  // one order, however often it is sent
  const [once, setOnce] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const draft: Draft = { ...emptyDraft, ...defaultsOf(choices), ...chosen };
  const order = orderOf(project, draft);
  const [settled] = useDebouncedValue(order, 400);
  const options = { placeholderData: keepPreviousData, refetchInterval: false } as const;
  const check = api.useQuery('post', '/api/marketplace-orders/preflight/', { body: settled }, options);
  const faults = faultsOf(check.error);
  const wrong = (path: string): string | undefined =>
    [...faults].find(([name]) => name === path || name.startsWith(`${path}.`))?.[1];
  const change = (some: Partial<Draft>): void => {
    setChosen((before) => ({ ...before, ...some }));
    setOnce(crypto.getRandomValues(new Uint32Array(4)).join('-'));
  };
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    if (check.error !== null) return form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    setBusy(true);
    try {
      const vms = await place(order, draft, once);
      if (vms.length > 1) await navigate({ to: '/p/$project/vms', params: { project } });
      else await navigate({ to: '/p/$project/vms/$vm', params: { project, vm: vms[0] ?? '' } });
    } catch (error) {
      setFailed(error);
      setBusy(false);
      await check.refetch();
    }
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
            {failed !== null && <Note title="Not ordered" {...told(failed)} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Summary check={check} copies={copiesOf(order, draft, choices)} why={may('ORDER.CREATE')} busy={busy} />
        </Grid.Col>
      </Grid>
    </form>
  );
}

/** Places one order for each VM, one after the other, each once however often it is sent; returns the UUIDs of the VMs. */
async function place(order: Schemas['OrdersCreateRequest'], draft: Draft, once: string): Promise<string[]> {
  const vms: string[] = [];
  for (const name of namesOf(draft)) {
    const header = { 'idempotency-key': `${once}-${name}`.slice(0, 255) };
    const body = { ...order, attributes: { ...order.attributes, name } };
    const { data } = await client.POST('/api/marketplace-orders/', { params: { header }, body });
    vms.push(data?.marketplace_resource_uuid ?? '');
  }
  return vms;
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
