import { api } from '../../api/client.ts';
import { NameDialog } from '../../parts/named.tsx';
import { Answered } from '../../parts/note.tsx';

/** Asks what a project of a customer is called, and where it shall live. */
export function NewProjectDialog({ customer, of }: { customer: string; of: string }) {
  const make = api.useMutation('post', '/api/projects/');
  const query = api.useQuery('get', '/api/clouds/', {});
  return (
    <Answered query={query}>
      {(clouds) => (
        <NameDialog
          title={`New project of ${of}`}
          more={[
            {
              name: 'cloud',
              label: 'Cloud',
              kind: 'choice',
              initial: clouds.find((cloud) => cloud.is_default)?.name ?? '',
              options: clouds.map(({ name, state }) => ({
                value: name,
                label: state === 'away' ? `${name}, which does not answer now` : name,
              })),
              hint: 'Where it lives with all that is in it, for good',
            },
          ]}
          send={(named, { cloud }) => make.mutateAsync({ body: { customer, ...named, cloud: String(cloud) } })}
        />
      )}
    </Answered>
  );
}
