import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { recentProjects } from './last-project.ts';
import { useProject } from './project.ts';

export function ProjectSwitch() {
  const { project } = useProject();
  const navigate = useNavigate();
  const { data } = api.useQuery('get', '/api/projects/', { params: { query: { page_size: 300 } } });
  const recent = recentProjects();
  const rank = ({ uuid }: { uuid: string }): number => (recent.includes(uuid) ? recent.indexOf(uuid) : recent.length);
  const projects = (data?.results ?? [])
    .toSorted((one, other) => rank(one) - rank(other))
    .map(({ uuid, name, customer_name: customer }) => ({ value: uuid, label: `${name} (${customer})` }));
  return (
    <Select
      aria-label="Project"
      size="xs"
      maw={260}
      data={projects}
      value={project}
      searchable
      allowDeselect={false}
      onChange={(uuid) => uuid !== null && void navigate({ to: '/p/$project/vms', params: { project: uuid } })}
    />
  );
}
