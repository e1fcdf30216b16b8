import { Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';
import { mebibytes } from '../../parts/words.ts';
import type { Backup } from './backups.tsx';

/** Sends a backup to a target, off this machine. */
export function CopyDialog({ backup: { uuid, name, metadata, copy_targets: targets = [] } }: { backup: Backup }) {
  const copy = api.useMutation('post', '/api/openstack-backups/{uuid}/copy/');
  const options = targets.map((target) => ({ value: target, label: target }));
  return (
    <FormDialog
      title={`Copy ${name}`}
      submit="Copy"
      fields={[
        { name: 'target', label: 'Target', kind: 'choice', options },
        { name: 'name', label: 'Name of the copy', initial: name },
      ]}
      send={(values) =>
        copy.mutateAsync({
          params: { path: { uuid } },
          body: { target: String(values['target']), name: String(values['name']) },
        })
      }
    >
      <Text size="sm">
        Of its {mebibytes(metadata.size)} is sent what the target does not have yet, compressed and encrypted. A VM can
        be made of the copy when the VM, the backup and this machine are gone.
      </Text>
    </FormDialog>
  );
}
