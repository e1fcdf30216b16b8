import { timeOf } from '../../parts/ends.ts';
import { curlOf, shellWord } from '../../parts/curl.ts';
import type { Choices } from './choices.ts';
import { type Draft, namesOf, orderOf } from './draft.ts';

const ordersPath = '/api/marketplace-orders/';

/** The same order by other means, by the name of each. */
export function copiesOf(project: string, draft: Draft, choices: Choices): Record<string, string> {
  const each = namesOf(draft).map((name) => ({ ...draft, name }));
  return {
    curl: each.map((one) => curlOf('POST', ordersPath, orderOf(project, one))).join('\n\n'),
    'command line': each.map((one) => commandOf(project, one, choices)).join('\n\n'),
    Terraform: terraformOf(draft, choices),
  };
}

function endOptions({ endDate, endAction }: Draft): [string, string][] {
  const at = timeOf(endDate);
  return at === null
    ? []
    : [
        ['end', at],
        ['at-end', endAction],
      ];
}

function commandOf(project: string, draft: Draft, { keys }: Choices): string {
  const { name, offering, plan, image, flavor, subnet, floating, address, groups, disk, volumes } = draft;
  const key = keys.find(({ uuid }) => uuid === draft.keys[0])?.public_key ?? '';
  const asFile = (text: string): string => `<(printf %s ${shellWord(text)})`;
  const options: [name: string, value: string | number][] = [
    ['project', project],
    ['offering', offering],
    ['plan', plan],
    ['image', image],
    ['flavor', flavor],
    ['subnet', subnet],
    ['floating-ip', floating],
    ...(address === '' ? [] : [['ip', address] as [string, string]]),
    ...groups.map((group): [string, string] => ['security-group', group]),
    ...(disk === '' ? [] : [['disk', disk] as [string, number]]),
    ...volumes.map((size): [string, number] => ['volume', size]),
    ...(draft.description === '' ? [] : [['description', draft.description] as [string, string]]),
    ...endOptions(draft),
  ];
  const files = [
    `--ssh-key ${asFile(key)}`,
    ...(draft.userData === '' ? [] : [`--user-data ${asFile(draft.userData)}`]),
  ];
  const said = options.map(([option, value]) => `--${option} ${shellWord(String(value))}`);
  const create = [`./slipway vm create ${shellWord(name)}`, ...said, ...files].join(' \\\n  ');
  const later = draft.isProtected ? [`./slipway vm protect ${shellWord(name)}`] : [];
  return [create, ...later].join('\n');
}

/** A text of HCL, in which nothing is replaced. */
const hcl = (text: string): string => JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');

/** For Waldur's provider, which looks all but a floating IP up by its name. */
function terraformOf(draft: Draft, choices: Choices): string {
  const { images, flavors, keys, subnets, groups, floating, offerings } = choices;
  const nameOf = (all: { uuid: string; name: string }[], wanted: string): string =>
    all.find(({ uuid }) => uuid === wanted)?.name ?? '';
  const subnet = subnets.find(({ uuid }) => uuid === draft.subnet);
  const tenant = 'tenant_uuid = data.waldur_marketplace_offering.vm.scope_uuid';
  const data = (kind: string, label: string, name: string, more = tenant): string =>
    `data "waldur_${kind}" "${label}" {\n  filters = {\n    name_exact = ${hcl(name)}${more === '' ? '' : `\n    ${more}`}\n  }\n}`;
  const chosen = groups.filter(({ uuid }) => draft.groups.includes(uuid));
  const ofVm = draft.floating === 'none' ? [] : [floatingOf(draft, floating)];
  return [
    data('structure_project', 'project', subnet?.project_name ?? '', ''),
    data(
      'marketplace_offering',
      'vm',
      nameOf(offerings, draft.offering),
      'project_uuid = data.waldur_structure_project.project.id',
    ),
    data('openstack_image', 'image', nameOf(images, draft.image)),
    data('openstack_flavor', 'flavor', nameOf(flavors, draft.flavor)),
    data('openstack_subnet', 'subnet', subnet?.name ?? ''),
    ...chosen.map(({ name }, index) => data('openstack_security_group', `group${index}`, name)),
    data('core_ssh_public_key', 'key', nameOf(keys, draft.keys[0] ?? ''), ''),
    `resource "waldur_openstack_instance" "vm" {\n${[...instanceOf(draft, choices), ...ofVm, ...groupsOf(chosen.length)].map((line) => `  ${line}`).join('\n')}\n}`,
  ].join('\n\n');
}

const groupsOf = (count: number): string[] => {
  const urls = Array.from(
    { length: count },
    (_, index) => `{ url = data.waldur_openstack_security_group.group${index}.url }`,
  );
  return count === 0 ? [] : [`security_groups = [${urls.join(', ')}]`];
};

function floatingOf({ floating }: Draft, all: Choices['floating']): string {
  const given = all.find(({ uuid }) => uuid === floating)?.url;
  const which = given === undefined ? '' : `, url = ${hcl(given)}`;
  return `floating_ips = [{ subnet = data.waldur_openstack_subnet.subnet.url${which} }]`;
}

function instanceOf(draft: Draft, { flavors }: Choices): string[] {
  const { name, count, address, disk, volumes, userData, description, flavor } = draft;
  const several = count > 1;
  const fixed =
    address === ''
      ? ''
      : `, fixed_ips = [{ ip_address = ${hcl(address)}, subnet_id = data.waldur_openstack_subnet.subnet.backend_id }]`;
  const size = disk === '' ? (flavors.find(({ uuid }) => uuid === flavor)?.disk ?? '') : disk;
  return [
    ...(several ? [`count = ${count}`] : []),
    several ? `name = format("%s-%d", ${hcl(name)}, count.index + 1)` : `name = ${hcl(name)}`,
    'project = data.waldur_structure_project.project.url',
    'offering = data.waldur_marketplace_offering.vm.url',
    'image = data.waldur_openstack_image.image.url',
    'flavor = data.waldur_openstack_flavor.flavor.url',
    `system_volume_size = ${size}`,
    ...(volumes[0] === undefined ? [] : [`data_volume_size = ${volumes[0]}`]),
    ...volumes.slice(1).map((more) => `# a further volume of ${more} MiB: waldur_openstack_volume`),
    'ssh_public_key = data.waldur_core_ssh_public_key.key.url',
    `ports = [{ subnet = data.waldur_openstack_subnet.subnet.url${fixed} }]`,
    ...(description === '' ? [] : [`description = ${hcl(description)}`]),
    ...(userData === '' ? [] : [`user_data = ${hcl(userData)}`]),
  ];
}
