import { Group, Progress, Stack, Text, Title } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { type Action, Actions } from '../../parts/actions.tsx';
import { Copy } from '../../parts/copy.tsx';
import { EndsSoon } from '../../parts/ends-soon.tsx';
import { endChanges, endFields } from '../../parts/ends.ts';
import type { Field } from '../../parts/form.tsx';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { Answered } from '../../parts/note.tsx';
import { howMany } from '../../parts/room.ts';
import { count, mebibytes } from '../../parts/words.ts';
import { Costs } from './costs.tsx';
import { Members } from './members.tsx';

type Project = Schemas['Project'];

/** What a project has of what it may have, and who may what in it. */
export function ProjectPage() {
  const { project, may } = useProject();
  const change = api.useMutation('patch', '/api/projects/{uuid}/');
  const query = api.useQuery('get', '/api/projects/{uuid}/', { params: { path: { uuid: project } } });
  return (
    <Answered query={query}>
      {(found) => (
        <Stack gap="lg">
          <Head project={found} />
          <EndsSoon
            at={found.ends_at}
            what={`nothing more is ordered here, and ${endOf(found)} ${graceOf(found)}`}
            extend={(to) => change.mutate({ params: { path: { uuid: found.uuid } }, body: { end_date: to } })}
            why={may('PROJECT.DELETE')}
          />
          <Place cloud={found.cloud} />
          <Text size="sm">
            UUID: <Copy text={found.uuid} label="the UUID of the project" />
          </Text>
          <Stack gap="xs" maw={520}>
            <Title order={2} size="h4">
              Quotas
            </Title>
            {Object.entries(found.quotas).map(([name, quota]) => (
              <Quota key={name} name={name} quota={quota} />
            ))}
            <Fits quotas={found.quotas} />
          </Stack>
          <Costs project={found.uuid} />
          <Members project={found.uuid} />
        </Stack>
      )}
    </Answered>
  );
}

const graceOf = ({ grace_period_days: days }: Project): string =>
  days === null || days === 0 ? 'then' : `${count(days, 'day')} later`;

const endOf = ({ end_action: action }: Project): string =>
  action === 'stop' ? 'its VMs are stopped' : 'all that is here is deleted';

function Head({ project }: { project: Project }) {
  const { uuid, name, description, customer_name: customer } = project;
  const { may } = useProject();
  const remove = api.useMutation('delete', '/api/projects/{uuid}/');
  const params = { path: { uuid } };
  const kill = <RemoveDialog what="the project" name={name} typed send={() => remove.mutateAsync({ params })} />;
  const actions: Action[] = [
    { label: 'Change', why: may('PROJECT.UPDATE'), dialog: () => <ChangeDialog project={project} /> },
    { label: 'Delete', why: may('PROJECT.DELETE') ?? holdOn(project), dialog: () => kill, color: 'red' },
  ];
  return (
    <Group justify="space-between">
      <div>
        <Title order={1} size="h2">
          {name}
        </Title>
        <Text size="sm" c="dimmed">
          {customer}
          {description === '' ? '' : `: ${description}`}
        </Text>
      </div>
      <Actions actions={actions} subject={name} />
    </Group>
  );
}

/** What is counted by these quotas has to be deleted before its project is. */
const held: Record<string, (usage: number) => string> = {
  instances: (usage) => count(usage, 'VM'),
  storage: (usage) => `${mebibytes(usage)} of volumes`,
  snapshots: (usage) => count(usage, 'snapshot'),
  images_size: (usage) => `${mebibytes(usage)} of images`,
  floating_ips: (usage) => count(usage, 'floating IP'),
};

/** What stands in the way of deleting a project; null: nothing that its quotas count. */
function holdOn({ quotas }: Project): string | null {
  const left = Object.entries(held).flatMap(([name, words]) => {
    const { usage = 0 } = quotas[name] ?? {};
    return usage === 0 ? [] : [words(usage)];
  });
  return left.length === 0 ? null : `It has ${left.join(', ')}: delete them first.`;
}

function ChangeDialog({ project }: { project: Project }) {
  const { may } = useProject();
  const change = api.useMutation('patch', '/api/projects/{uuid}/');
  const { uuid, name, grace_period_days: grace } = project;
  const ends: Field[] = [
    ...endFields(project, 'By your clock: from then on nothing more is ordered in it'),
    {
      name: 'grace_period_days',
      label: 'Days until that happens to what is in it',
      kind: 'number',
      initial: grace ?? 0,
    },
  ];
  return (
    <NameDialog
      title={`Change ${name}`}
      submit="Save"
      initial={project}
      more={may('PROJECT.DELETE') === null ? ends : []}
      send={(named, { grace_period_days: days, ...end }) => {
        const ended = { ...endChanges(project, end), grace_period_days: Number(days) };
        return change.mutateAsync({
          params: { path: { uuid } },
          body: { ...named, ...(days === undefined ? {} : ended) },
        });
      }}
    />
  );
}

/** The cloud that a project lives on, and how it is. */
function Place({ cloud }: Pick<Project, 'cloud'>) {
  const found = api.useQuery('get', '/api/clouds/', {}).data?.find(({ name }) => name === cloud);
  return (
    <Text size="sm">
      Lives on the cloud {cloud} for good.{' '}
      {found?.state === 'away' && <b>It does not answer now; what runs there goes on.</b>}
    </Text>
  );
}

/** How many VMs more of each size the quotas leave room for. */
function Fits({ quotas }: Pick<Project, 'quotas'>) {
  const flavors = api.useQuery('get', '/api/openstack-flavors/', { params: { query: { page_size: 300 } } }).data
    ?.results;
  const words = (flavors ?? []).map((flavor) => `${howMany(flavor, quotas) ?? 'any number of'} ${flavor.name}`);
  return words.length === 0 ? null : <Text size="sm">Of each size so many more VMs fit: {words.join(', ')}.</Text>;
}

/** Quotas that are counted in MiB. */
const sizes = new Set(['ram', 'storage', 'images_size', 'snapshots_size']);

function Quota({ name, quota: { limit, usage } }: { name: string; quota: { limit: number | null; usage: number } }) {
  const said = (value: number): string => (sizes.has(name) ? mebibytes(value) : String(value));
  const label = name.replaceAll('_', ' ');
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm">{label}</Text>
        <Text size="sm">
          {limit === null
            ? `${said(usage)} used, no limit`
            : `${said(usage)} of ${said(limit)}, ${said(Math.max(0, limit - usage))} left`}
        </Text>
      </Group>
      {limit !== null && <Progress value={limit === 0 ? 100 : (100 * usage) / limit} aria-label={label} />}
    </div>
  );
}
