import { Group, Stack, Text } from '@mantine/core';
import { useProject } from '../../frame/project.ts';
import { Actions } from '../../parts/actions.tsx';
import { useVmActions } from '../vms/actions.tsx';
import type { Vm } from '../vms/vms.tsx';

/** What each of them does, by its label. */
const abouts: Record<string, string> = {
  Change: 'Its name, description and end date, and whether it is started again when it ends by itself.',
  Resize: 'Another flavor. It has to be stopped for that; what is on its disks stays, and so do its addresses.',
  'Change the plan': 'By what it is paid from then on. It runs on.',
  Rescue: 'Boots another image that sees its disk, to mend that. It is started anew.',
  'End rescue': 'Boots its own disk again.',
  'Make an image': 'An image of its system disk, from which others are made. It has to be stopped for that.',
  Rebuild: 'Its system disk is made anew of an image: all that is on it is lost. Addresses and data volumes stay.',
  Protect: 'It cannot be deleted until that is taken away.',
  Unprotect: 'It cannot be deleted now; then it can.',
  'Give up': 'What is being done with it is undone.',
  Delete: 'It is no more, with its system disk. Data volumes are kept, unless you say otherwise.',
};

/** What changes a VM or ends it, and what each of that does. */
export function Settings({ vm }: { vm: Vm }) {
  const { may } = useProject();
  const actions = useVmActions(may)(vm).filter(({ label }) => label in abouts);
  return (
    <Stack component="ul" p={0} m={0} gap="sm" aria-label="Settings" style={{ listStyle: 'none' }}>
      {actions.map((action) => (
        <Group component="li" key={action.label} gap="sm">
          <Actions actions={[action]} subject={vm.name} />
          <Text size="sm" flex={1} miw={200}>
            {abouts[action.label]}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
