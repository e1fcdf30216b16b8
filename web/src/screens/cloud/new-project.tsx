import { api } from '../../api/client.ts';
import { FormDialog } from '../../parts/form.tsx';
import { Answered } from '../../parts/note.tsx';

/** Asks what a project of a customer is called, and where it shall live. */
export function NewProjectDialog({ customer, of }: { customer: string; of: string }) {
  const make = api.useMutation('post', '/api/projects/');
  const query = api.useQuery('get', '/api/clouds/', {});
  return (
    <Answered query={query}>
      {(clouds) => (
        <FormDialog
          title={`New project of ${of}`}
          submit="Make it"
          fields={[
            { name: 'name', label: 'Name' },
            { name: 'description', label: 'Description', optional: true },
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
          send={({ name, description, cloud }) =>
            make.mutateAsync({
              body: { customer, name: String(name), description: String(description), cloud: String(cloud) },
            })
          }
        />
      )}
    </Answered>
  );
}
