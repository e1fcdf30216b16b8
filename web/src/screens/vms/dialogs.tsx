import { List, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { endChanges, endFields } from '../../parts/ends.ts';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import { forGoodField } from '../../parts/kept.tsx';
import { NameDialog } from '../../parts/named.tsx';
import { Answered } from '../../parts/note.tsx';
import { exceededBy } from '../../parts/room.ts';
import { flavorWords, hourAndMonth, mebibytes } from '../../parts/words.ts';
import type { Vm } from './vms.tsx';

const actions = '/api/marketplace-resources/{uuid}/actions/';

interface OfVm {
  vm: Vm;
}

const paramsOf = ({ uuid }: Vm) => ({ path: { uuid } });

/** Name, description, end date. */
export function ChangeDialog({ vm }: OfVm) {
  const change = api.useMutation('patch', '/api/marketplace-resources/{uuid}/');
  const fields: Field[] = [
    { name: 'name', label: 'Name', initial: vm.name, hint: 'Its host name, too' },
    { name: 'description', label: 'Description', kind: 'lines', initial: vm.description, optional: true },
    ...endFields(vm, 'By your clock; empty: it stays'),
    { name: 'auto_restart', label: 'Start it again when it ends by itself', kind: 'check', initial: vm.auto_restart },
  ];
  return (
    <FormDialog
      title={`Change ${vm.name}`}
      fields={fields}
      submit="Save"
      send={({ name, description, auto_restart: again, ...end }) =>
        change.mutateAsync({
          params: paramsOf(vm),
          body: {
            ...(name === vm.name ? {} : { name: String(name) }),
            ...(description === vm.description ? {} : { description: String(description) }),
            ...endChanges(vm, end),
            ...(again === vm.auto_restart ? {} : { auto_restart: again === true }),
          },
        })
      }
    />
  );
}

/** Why a VM cannot become of a flavor, as far as the page knows it; null: it can. */
function whyNot(flavor: Schemas['Flavor'], vm: Vm, quotas: Schemas['Project']['quotas'] = {}): string | null {
  if (flavor.uuid === vm.flavor) return 'as it is now';
  const disk = systemOf(vm)?.size ?? flavor.disk;
  const over = exceededBy(flavor, { ...vm, disk }, quotas);
  return over === '' ? null : `more than the quota of the project by ${over}`;
}

export function ResizeDialog({ vm }: OfVm) {
  const query = api.useQuery('get', '/api/openstack-flavors/', { params: { query: { page_size: 300 } } });
  const project = { params: { path: { uuid: vm.project_uuid } } };
  const quotas = api.useQuery('get', '/api/projects/{uuid}/', project).data?.quotas;
  const resize = api.useMutation('post', `${actions}change_flavor/`);
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`Resize ${vm.name}`}
          submit="Resize"
          fields={[
            {
              name: 'flavor',
              label: 'Flavor',
              kind: 'choice',
              options: results.map((flavor) => {
                const why = whyNot(flavor, vm, quotas);
                const label = `${flavorWords(flavor)}${why === null ? '' : ` (${why})`}`;
                return { value: flavor.uuid, label, disabled: why !== null };
              }),
            },
          ]}
          send={({ flavor }) => resize.mutateAsync({ params: paramsOf(vm), body: { flavor: String(flavor) } })}
        >
          <Text size="sm">
            It has {vm.cores} CPU and {mebibytes(vm.ram)} of memory now. Its disk grows to that of the flavor, and never
            shrinks.
          </Text>
          <PlanPrice vm={vm} />
        </FormDialog>
      )}
    </Answered>
  );
}

/** What the plan of a VM costs, by which a size of it costs as much as another. */
function PlanPrice({ vm }: OfVm) {
  const [plan] = usePlans(vm).data?.results.filter(({ uuid }) => uuid === vm.plan_uuid) ?? [];
  if (plan === undefined) return null;
  const words = hourAndMonth(plan.unit_price, plan.unit).join(', ');
  return (
    <Text size="sm">
      Before and after that it costs {words}: the price is that of its plan {plan.name}, which stays.
    </Text>
  );
}

const usePlans = (vm: Vm) =>
  api.useQuery('get', '/api/marketplace-plans/', {
    params: { query: { offering_uuid: vm.offering_uuid, page_size: 300 } },
  });

export function PlanDialog({ vm }: OfVm) {
  const query = usePlans(vm);
  const change = api.useMutation('post', '/api/marketplace-resources/{uuid}/switch_plan/');
  return (
    <Answered query={query}>
      {({ results }) => (
        <FormDialog
          title={`Change the plan of ${vm.name}`}
          submit="Change"
          fields={[
            {
              name: 'plan',
              label: 'Plan',
              kind: 'choice',
              options: results.map(({ uuid, name, unit_price: cost, unit }) => ({
                value: uuid,
                label: `${name}: ${hourAndMonth(cost, unit).join(', ')}${uuid === vm.plan_uuid ? ' (now)' : ''}`,
                disabled: uuid === vm.plan_uuid,
              })),
            },
          ]}
          send={({ plan }) => change.mutateAsync({ params: paramsOf(vm), body: { plan: String(plan) } })}
        />
      )}
    </Answered>
  );
}

/** A dialog about a VM that asks for one of the images. */
function WithImages({
  vm,
  rescue,
  children,
}: OfVm & { rescue: boolean; children: (images: Field) => React.ReactNode }) {
  const query = api.useQuery('get', '/api/openstack-images/', {
    params: { query: { page_size: 300, project_uuid: vm.project_uuid } },
  });
  return (
    <Answered query={query}>
      {({ results }) => {
        const fit = results.filter((image) => image.is_rescue_image || !rescue);
        const initial = fit.find(({ uuid }) => uuid === vm.image)?.uuid ?? fit[0]?.uuid ?? '';
        const options = fit.map(({ uuid, name, state }) => ({
          value: uuid,
          label: state === 'ready' ? name : `${name} (${state})`,
        }));
        return children({ name: 'image', label: 'Image', kind: 'choice', options, initial });
      }}
    </Answered>
  );
}

export function RescueDialog({ vm }: OfVm) {
  const rescue = api.useMutation('post', `${actions}rescue/`);
  return (
    <WithImages vm={vm} rescue>
      {(images) => (
        <FormDialog
          title={`Rescue ${vm.name}`}
          submit="Rescue"
          fields={[images]}
          send={({ image }) => rescue.mutateAsync({ params: paramsOf(vm), body: { image: String(image) } })}
        >
          <Text size="sm">It boots this image, and sees its own disk beside it, so that you can mend that.</Text>
        </FormDialog>
      )}
    </WithImages>
  );
}

const systemOf = ({ volumes }: Vm) => volumes.find(({ bootable }) => bootable);

function systemDisk(vm: Vm): string {
  const disk = systemOf(vm);
  return disk === undefined ? 'its system disk' : `the system disk ${disk.name}, ${mebibytes(disk.size)},`;
}

export function RebuildDialog({ vm }: OfVm) {
  const rebuild = api.useMutation('post', `${actions}rebuild/`);
  return (
    <WithImages vm={vm} rescue={false}>
      {(images) => (
        <FormDialog
          title={`Rebuild ${vm.name}`}
          submit="Rebuild"
          danger
          typed={vm.name}
          fields={[images]}
          send={({ image }) => rebuild.mutateAsync({ params: paramsOf(vm), body: { image: String(image) } })}
        >
          <Text size="sm">All that is on {systemDisk(vm)} is lost. Its addresses and its data volumes stay.</Text>
        </FormDialog>
      )}
    </WithImages>
  );
}

export function ImageDialog({ vm }: OfVm) {
  const make = api.useMutation('post', '/api/openstack-instances/{uuid}/create_image/');
  return (
    <NameDialog
      title={`Make an image of ${vm.name}`}
      initial={{ name: `${vm.name}-image` }}
      send={(body) => make.mutateAsync({ params: paramsOf(vm), body })}
    />
  );
}

/** What is asked before a VM is deleted: whether what can outlive it does. */
export function keptOf({ volumes, external_ips: floating }: Vm): Field[] {
  const data = volumes.some(({ bootable }) => !bootable);
  return [
    forGoodField,
    ...(data ? [{ name: 'keep', label: 'Keep the data volumes', kind: 'check' as const, initial: true }] : []),
    ...(floating.length > 0
      ? [{ name: 'release', label: 'Give the floating IPs back', kind: 'check' as const, initial: true }]
      : []),
  ];
}

/** The same as it is sent. */
export const endingOf = ({ keep = true, release = true, for_good: forGood = false }: Values) => ({
  action: 'force_destroy' as const,
  delete_volumes: keep !== true,
  release_floating_ips: release === true,
  delete_for_good: forGood === true,
});

/** All that dies with a VM, by its name and size. */
export function lossesOf({ volumes, external_ips: floating }: Vm): string[] {
  return [
    ...volumes.map(({ name, size, bootable }) =>
      bootable
        ? `the system disk ${name}, ${mebibytes(size)}`
        : `the volume ${name}, ${mebibytes(size)}, unless you keep it`,
    ),
    ...floating.map((address) => `the floating IP ${address}, if you give it back`),
  ];
}

/** Names all that dies with the VM. */
export function DeleteDialog({ vm }: OfVm) {
  const terminate = api.useMutation('post', '/api/marketplace-resources/{uuid}/terminate/');
  return (
    <FormDialog
      title={`Delete ${vm.name}?`}
      submit="Delete"
      danger
      typed={vm.name}
      fields={keptOf(vm)}
      send={(values) => terminate.mutateAsync({ params: paramsOf(vm), body: endingOf(values) })}
    >
      <Text size="sm">With it goes:</Text>
      <List size="sm">
        {lossesOf(vm).map((words) => (
          <List.Item key={words}>{words}</List.Item>
        ))}
      </List>
    </FormDialog>
  );
}
