import { Problem } from '../../../common/problem.ts';
import { FieldErrors, InvalidRequest } from '../../../common/field-errors.ts';
import type { Description, Descriptions } from './description.ts';
import { begun, moment, vmActions, wrong } from './vm-actions.ts';

/** In another state, or in another runtime state than the action takes. */
const busy = new Problem(
  'wrong-state',
  'Valid states for operation: OK. The instance is UPDATING. Wait for the end of that, or cancel it.',
);

const change: Omit<Description, 'does'> = {
  needs: 'RESOURCE.UPDATE',
  answers: { 200: 'The VM as it is now.', 409: moment },
  refuses: {
    409: wrong(
      'Valid states for operation: OK, ERRED. The instance is UPDATING. Wait for the end of that, or cancel it.',
    ),
  },
};
const whatChanges = `the name, which is the host name too, the description, the labels (\`metadata\`, all of them), whether it is protected against termination, whether it is
started again when it ends by itself, when it ends, and what happens then. What is left out stays as it is. \`end_date\` and \`end_action\` need
\`RESOURCE.TERMINATE\` beside.`;
const byLabels =
  'with `metadata=key:value` or `metadata=key` those that have this label, given several times all of them';
const consoleLog: Description = {
  text: () => '[    1.204] Run /init as init process\nssh host key: ssh-ed25519 AAAAC3…\n',
  does: 'The end of what the VM has written to its serial console, `length` bytes at most: where a system says why it does not boot.',
  needs: 'INSTANCE.CONSOLE',
  answers: { 200: 'The text, as one JSON string. Empty when nothing was written yet.' },
};
const console: Description = {
  does: `Opens the serial console: answers with the address of a WebSocket, whose ticket is good for one opening within 30 s, for this
user and this VM. It works whatever the VM does, also while it starts and stops. The WebSocket begins with the last 64 KiB; binary
messages are what the guest says and what is typed. Several may have it open, one types: a text message
\`{"type": "typist", "user": …, "you": …}\` says who, and \`{"type": "take"}\` takes over. It ends with 4403 when role or token end,
4404 when the VM is deleted, 4408 when nobody has typed for \`console_idle_hours\`. Each opening is an audit event, \`instance.console\`.`,
  needs: 'INSTANCE.CONSOLE',
  answers: {
    200: 'The address. Who has it within 30 s has the console: it is for nobody else.',
    429: 'You, or this VM, have as many consoles open as there may be.',
  },
};
const pull: Description = {
  example: () => ({ detail: 'Pull operation was successfully scheduled.' }),
  does: 'Compares rows and host now, as the reconciler does every few seconds by itself: a VM that has ended unseen is shown as it is.',
  needs: 'INSTANCE.POWER',
  answers: { 202: 'The comparison is begun.' },
};
export const vms: Descriptions = {
  marketplace_resources_list: {
    does: `The VMs of your projects, the latest first; ${byLabels}. With \`offering_type=OpenStack.Volume\`
the volumes that were ordered. What is terminated is left out unless \`state\` asks for it.`,
    needs: 'token',
  },
  marketplace_resources_retrieve: {
    does: 'One VM: its size, addresses, volumes, how far it has come up, and what can be done with it now. Or one volume that was ordered.',
    needs: 'role',
    answers: { 200: 'The VM, or the volume.' },
  },
  marketplace_resources_partial_update: {
    does: `Changes of a VM ${whatChanges} An ordered volume has name, description and \`end_date\`.`,
    ...change,
  },
  marketplace_resources_destroy: {
    does: `Ends a VM, running or not, with its system volume, or a volume that was ordered. It cannot be undone. Data volumes must be detached
first: \`terminate/\` says what is to become of them. What is being done with it is given up for that; while it is created, its order is
canceled instead.`,
    needs: 'RESOURCE.TERMINATE',
    answers: {
      204: 'Its end is ordered: an order of type Terminate does the work.',
      409: 'It is protected, has data volumes, or is being created.',
    },
    refuses: {
      409: wrong('The instance is protected against termination. Set termination_protection to false first.'),
    },
  },
  marketplace_resources_terminate: {
    does: `Orders the end of a VM that is off, or of a volume that no VM has; \`force_destroy\` ends a VM that runs, too. Its data volumes go with
it unless \`delete_volumes\` is false, and so do the floating IPs that came with it, unless \`release_floating_ips\` says otherwise. What
is being done with it is given up for that, and a volume that is just being attached or detached stays.`,
    needs: 'RESOURCE.TERMINATE',
    answers: {
      200: 'The order that ends it.',
      409: 'The VM runs, is protected, or is being created.',
    },
    refuses: { 409: wrong('Please stop the instance before its removal.') },
  },
  marketplace_resources_actions: {
    does: 'Is there to say by name which actions there are, when another one is asked for: it is always refused.',
    needs: 'INSTANCE.POWER',
    answers: { 202: 'Never.', 400: 'Always: `action` names those that there are.', 409: 'Never.' },
    refuses: { 400: noAction(), 409: busy },
  },
  marketplace_resources_details_retrieve: {
    does: 'The VM as OpenStack shows it: the same as `openstack-instances/` answers.',
    needs: 'role',
    answers: { 200: 'The instance.' },
  },
  marketplace_resources_suggest_name: {
    does: 'A name for the next VM of a project, made of the name of the project and how many it has had.',
    needs: 'ORDER.CREATE',
    answers: { 200: 'The name; nothing is reserved by it.' },
  },
  marketplace_resources_switch_plan: {
    does: 'Puts a VM on another active plan of its offering: what it costs changes, and nothing else. The order needs no more approval, so that it takes `ORDER.APPROVE`, too.',
    needs: 'RESOURCE.UPDATE',
    answers: { 200: 'The order of type Update that did it: it is done at once.', 409: moment },
    refuses: { 409: busy },
  },
  marketplace_resources_update_limits: {
    does: "Is there for clients of Waldur, and always refused: a VM's size is its flavor and its volumes.",
    needs: 'RESOURCE.UPDATE',
    answers: { 200: 'Never.', 400: 'Always: it says what to change instead.' },
    refuses: { 400: noLimits() },
  },
  marketplace_resources_offering_for_subresources_list: {
    does: 'What can be ordered in a tenant: the `uuid` of the path is that of the tenant, which is a project.',
    needs: 'role',
    answers: { 200: 'The offerings that are active.' },
  },
  marketplace_resources_usage_history_retrieve: {
    does: `What a VM took over time, also while it stands still: columns of equal length, a figure for each step from \`from\` on, null where nothing
was measured. Means of 10 s are kept for an hour, of a minute for a day, of 10 minutes for 30 days.`,
    needs: 'role',
    answers: { 200: 'The figures of each step.', 409: 'VMs are not measured on this cloud: `detail` says why.' },
    refuses: { 409: wrong('VMs are not measured on this cloud.') },
  },
  marketplace_resources_usage_retrieve: {
    does: `What a running VM takes now: processor over the last seconds, memory of the host, and what its disks and ports have moved since it was
started. It is measured when it is asked for, from outside of the guest.`,
    needs: 'role',
    answers: { 200: 'What was measured.', 409: 'The VM does not run, or could not be measured now.' },
    refuses: { 409: wrong('The VM does not run: please start it first.') },
  },
  marketplace_resources_console_log_retrieve: consoleLog,
  marketplace_resources_console_log: consoleLog,
  marketplace_resources_pull: {
    ...pull,
    does: `${pull.does} For an ordered volume it needs \`VOLUME.MANAGE\` instead.`,
  },
  openstack_instances_list: {
    does: `The VMs of your projects as OpenStack shows them, the latest first; ${byLabels}. Those that are terminated are none any more.`,
    needs: 'token',
  },
  openstack_instances_retrieve: {
    does: 'One VM as OpenStack shows it, with its ports, rules, volumes and floating IPs.',
    needs: 'role',
  },
  openstack_instances_partial_update: { does: `Changes of a VM ${whatChanges}`, ...change },
  openstack_instances_console_log_retrieve: consoleLog,
  openstack_instances_console_retrieve: console,
  openstack_instances_console_log: consoleLog,
  openstack_instances_pull: pull,
  openstack_instances_create_image: {
    does: `Makes an image of the system disk of a VM that is off, for its project. Keys, users and host names stay in it; cloud-init, and the tiny
image, give a new VM its own name, keys and host keys. Data volumes are not part of it.`,
    needs: 'IMAGE.MANAGE',
    answers: { 201: 'The image, which is being made: it can be used when its state is ready.', 409: moment },
    example: () => ({
      name: 'web-1 before the upgrade',
      catalogue: null,
      source_url: null,
      checksum_url: null,
      state: 'importing',
      sha256: null,
      size: null,
    }),
    refuses: { 409: wrong('Please stop the instance before an image is made of its disk.') },
  },
  openstack_instances_update_ports: {
    does: `Connects a VM to these subnets and ports and to no other, also while it runs. Connections that it has already stay with their
addresses; a list that is empty disconnects it. When one of them cannot be made, all stays as it was.`,
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: busy },
    example: () => ({ status: 'update_ports was scheduled' }),
  },
  openstack_instances_update_security_groups: {
    does: 'Gives all ports of a VM these security groups and no other; they are in force on the running VM when it is done.',
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: busy },
    example: () => ({ status: 'update_security_groups was scheduled' }),
  },
  openstack_instances_update_floating_ips: {
    does: 'Gives a VM these floating IPs and no other, each for the port that it has in a subnet. Without `url` and `ip_address` it is a free one of the project, else a new one.',
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: busy },
    example: () => ({ status: 'update_floating_ips was scheduled' }),
  },
  openstack_instances_update_allowed_address_pairs: {
    does: 'Says which addresses a VM may have in a subnet beside its own: a virtual IP that several VMs may take, or what it routes for. An empty list takes all back.',
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: busy },
    example: () => ({ status: 'update_allowed_address_pairs was scheduled' }),
  },
  ...Object.fromEntries(
    Object.entries(vmActions).flatMap(([action, description]) => [
      [`marketplace_resources_actions_${action}`, description],
      [`openstack_instances_${action}`, description],
    ]),
  ),
};

function noAction(): Problem {
  const errors = new FieldErrors();
  const actions = ['start', 'stop', 'restart', 'change_flavor', 'rebuild', 'rescue', 'unrescue', 'cancel'];
  errors.add(['action'], `"dance" is not an action of a VM. Use one of: ${actions.join(', ')}.`);
  return new InvalidRequest(errors);
}

function noLimits(): Problem {
  const errors = new FieldErrors();
  const remedy = 'Change its flavor (change_flavor), or extend a volume.';
  errors.add(['limits'], `The offering has no limits that could be changed. ${remedy}`);
  return new InvalidRequest(errors);
}
