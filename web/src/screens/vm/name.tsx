import { ActionIcon, Button, Group, TextInput, Title, Tooltip } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { type ApiProblem, told } from '../../api/problem.ts';
import { useProject } from '../../frame/project.ts';
import { refusalOf } from '../vms/actions.tsx';
import type { Vm } from '../vms/vms.tsx';

/** How a reason is seen: by the mouse, by Tab and by a finger. */
const everyWay = { hover: true, focus: true, touch: true };

/** The name of a VM, which is changed where it stands. */
export function Name({ vm }: { vm: Vm }) {
  const [name, setName] = useState<string | null>(null);
  const { may } = useProject();
  const change = api.useMutation('patch', '/api/marketplace-resources/{uuid}/', { onError() {} });
  const why = may('RESOURCE.UPDATE') ?? refusalOf(vm, 'update');
  const leave = (): void => {
    setName(null);
    change.reset();
  };
  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    await change
      .mutateAsync({ params: { path: { uuid: vm.uuid } }, body: { name: name ?? vm.name } })
      .then(leave, () => {});
  }
  if (name === null) {
    return (
      <Group gap={4} wrap="nowrap">
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {vm.name}
        </Title>
        <Tooltip label={why} disabled={why === null} multiline maw={320} events={everyWay}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Rename ${vm.name}`}
            {...(why === null ? {} : { 'data-disabled': true, 'aria-disabled': true, 'aria-description': why })}
            onClick={() => why === null && setName(vm.name)}
          >
            ✎
          </ActionIcon>
        </Tooltip>
      </Group>
    );
  }
  const error: unknown = change.error;
  const wrong = error === null ? null : ((error as ApiProblem).fields?.get('name') ?? told(error).message);
  return (
    <form onSubmit={(event) => void keep(event)}>
      <Group gap="xs" align="start">
        <TextInput
          aria-label="Name"
          value={name}
          error={wrong}
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && leave()}
        />
        <Button type="submit" loading={change.isPending}>
          Rename
        </Button>
        <Button variant="default" onClick={leave}>
          Leave it
        </Button>
      </Group>
    </form>
  );
}
