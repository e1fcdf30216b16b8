import {
  Accordion,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { Act } from '../../parts/actions.tsx';
import { endActions } from '../../parts/ends.ts';
import { price } from '../../parts/words.ts';
import { foldedOf, type SectionProps } from './draft.ts';
import { templates } from './templates.ts';

type MoreProps = SectionProps & { offerings: Schemas['Offering'][] };

/** So many VMs are ordered at once. */
const mostAtOnce = 20;

/** What has a default that nearly everybody leaves. */
export function More({ draft, change, wrong, offerings }: MoreProps) {
  const [opened, setOpened] = useState<string | null>(null);
  // what is wrong in there is not to be searched for
  const faulty = foldedOf(draft).some((path) => wrong(path) !== undefined);
  return (
    <Accordion variant="contained" value={faulty ? 'more' : opened} onChange={setOpened}>
      <Accordion.Item value="more">
        <Accordion.Control>
          More: plan, how many, data volumes, address, user data, end date, protection
        </Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs">
            <PlanChoice draft={draft} change={change} wrong={wrong} offerings={offerings} />
            <Volumes draft={draft} change={change} wrong={wrong} />
            <NumberInput
              label="How many"
              description="More than one are called NAME-1, NAME-2 and so on, each an order of its own"
              value={draft.count}
              min={1}
              max={mostAtOnce}
              onChange={(count) => change({ count: Math.min(mostAtOnce, Math.max(1, Number(count) || 1)) })}
            />
            <TextInput
              label="Fixed address"
              description="Left out: the next free one of the subnet"
              value={draft.address}
              error={wrong('attributes.networks.0.fixed_ips')}
              onChange={(event) => change({ address: event.currentTarget.value.trim() })}
            />
            <UserData draft={draft} change={change} wrong={wrong} />
            <TextInput
              label="Description"
              value={draft.description}
              error={wrong('attributes.description')}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
            <End draft={draft} change={change} wrong={wrong} />
            <Checkbox
              label="Protect it: it cannot be deleted until that is taken away"
              checked={draft.isProtected}
              error={wrong('attributes.termination_protection')}
              onChange={(event) => change({ isProtected: event.currentTarget.checked })}
            />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function UserData({ draft, change, wrong }: SectionProps) {
  return (
    <>
      <Group gap="xs">
        <Text size="sm">User data to begin with:</Text>
        {Object.entries(templates).map(([does, text]) => (
          <Act
            key={does}
            subject="user data"
            action={{
              label: does,
              why: draft.userData === '' ? null : 'Empty the field first: what stands there would be lost.',
              run: async () => change({ userData: text }),
            }}
          />
        ))}
      </Group>
      <Textarea
        label="User data"
        description="Of cloud-init, such as a text that begins with #cloud-config"
        ff="monospace"
        autosize
        minRows={2}
        maxRows={16}
        value={draft.userData}
        error={wrong('attributes.user_data')}
        onChange={(event) => change({ userData: event.currentTarget.value })}
      />
    </>
  );
}

function PlanChoice({ draft, change, wrong, offerings }: MoreProps) {
  const plans = offerings.flatMap((offering) => offering.plans.map((plan) => ({ offering, plan })));
  return (
    <Select
      label="Plan"
      allowDeselect={false}
      data={plans.map(({ offering, plan }) => ({
        value: plan.uuid,
        label: `${offering.name}, ${plan.name}: ${price(plan.unit_price, plan.unit)}`,
      }))}
      value={draft.plan}
      error={wrong('plan') ?? wrong('offering')}
      onChange={(uuid) => {
        const chosen = plans.find(({ plan }) => plan.uuid === uuid);
        if (chosen === undefined) return;
        const { offering } = chosen;
        change({
          plan: chosen.plan.uuid,
          offering: offering.uuid,
          ...(offering.flavor === null ? {} : { flavor: offering.flavor }),
        });
      }}
    />
  );
}

function Volumes({ draft: { volumes }, change, wrong }: SectionProps) {
  const set = (index: number, size: number): void =>
    change({ volumes: volumes.map((old, at) => (at === index ? size : old)) });
  return (
    <Stack gap={4}>
      {volumes.map((size, index) => (
        <Group key={index} align="end" wrap="nowrap">
          <NumberInput
            label={`Data volume ${index + 1}, MiB`}
            value={size}
            step={1024}
            min={1024}
            error={wrong(`attributes.data_volumes.${index}`)}
            onChange={(next) => set(index, Number(next))}
          />
          <Button variant="default" onClick={() => change({ volumes: volumes.filter((_, at) => at !== index) })}>
            Leave out
          </Button>
        </Group>
      ))}
      <Group>
        <Button variant="default" size="compact-sm" onClick={() => change({ volumes: [...volumes, 10_240] })}>
          Add a data volume
        </Button>
      </Group>
    </Stack>
  );
}

/** When it ends, and what happens then. */
function End({ draft, change, wrong }: SectionProps) {
  return (
    <>
      <TextInput
        type="datetime-local"
        label="Ends at"
        description="By your clock; empty: it stays"
        value={draft.endDate}
        error={wrong('attributes.end_date')}
        onChange={(event) => change({ endDate: event.currentTarget.value })}
      />
      <Select
        label="What happens then"
        data={endActions}
        value={draft.endAction}
        error={wrong('attributes.end_action')}
        allowDeselect={false}
        onChange={(endAction) => change({ endAction: endAction ?? 'delete' })}
      />
    </>
  );
}
