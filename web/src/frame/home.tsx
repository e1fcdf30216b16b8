import { Text } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { Answered } from '../parts/note.tsx';
import { lastProject } from './last-project.ts';

/** The address alone: the project that was looked at last. */
export function Home() {
  const query = api.useQuery('get', '/api/projects/', { params: { query: { page_size: 300 } } });
  return (
    <Answered query={query}>
      {({ results }) => {
        const project = results.find(({ uuid }) => uuid === lastProject()) ?? results[0];
        if (project === undefined)
          return <Text m="xl">You have no project yet. Ask who runs this cloud for a role in one.</Text>;
        return <Navigate to="/p/$project/vms" params={{ project: project.uuid }} replace />;
      }}
    </Answered>
  );
}
