import { api } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';

/** Imports an image for a project; null: for everybody. */
export function ImportDialog({ project }: { project: string | null }) {
  const make = api.useMutation('post', '/api/openstack-images/');
  return (
    <FormDialog
      title="Import an image"
      submit="Import"
      fields={[
        { name: 'name', label: 'Name' },
        { name: 'url', label: 'URL', hint: 'Of a disk image: qcow2 or raw' },
        { name: 'sha256', label: 'SHA-256', hint: "Of the file, or the URL of the publisher's list of checksums" },
        { name: 'ssh_user', label: 'Log in as', initial: 'root' },
        { name: 'min_disk', label: 'Needs of disk, MiB', kind: 'number', initial: 1024 },
        { name: 'min_ram', label: 'Needs of memory, MiB', kind: 'number', initial: 512 },
      ]}
      send={({ name, url, sha256, ssh_user: user, min_disk: disk, min_ram: ram }) =>
        make.mutateAsync({
          body: {
            project,
            name: String(name),
            url: String(url),
            sha256: String(sha256),
            ssh_user: String(user),
            min_disk: Number(disk),
            min_ram: Number(ram),
            readiness: 'cloud-init',
            is_rescue_image: false,
          },
        })
      }
    />
  );
}
