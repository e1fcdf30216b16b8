import { Problem } from '../../../common/problem.ts';
import type { Description, Descriptions } from './description.ts';

const ending = {
  needs: 'RESOURCE.UPDATE',
  answers: { 200: 'It is set.', 409: 'It is gone, or is being ended.' },
  refuses: {
    409: new Problem('wrong-state', 'Valid states for operation: OK, ERRED, UPDATING. The instance is DELETING.'),
  },
  example: () => ({ detail: 'The end date has been set.' }),
} as const;

const connectivity: Description = {
  does: `Measures from the host and the router of the project why the VM can or cannot be reached, in the order in which a packet would meet
what is wrong. What depends on a check that has failed is not guessed at: its \`ok\` is null.`,
  needs: 'role',
  answers: { 200: 'What was measured, the verdict, and what to do.' },
};

/** What is asked, and set, of a VM beside itself. */
export const vmParts: Descriptions = {
  marketplace_resources_diagnose_connectivity_retrieve: connectivity,
  marketplace_resources_set_end_date: {
    ...ending,
    does: 'Says on which day or at which time a VM or an ordered volume ends, or with null that it stays, and what happens then. PATCH does the same.',
  },
  marketplace_resources_team_list: {
    does: 'The users who have a role in the project of a VM, and until when.',
    needs: 'role',
    answers: { 200: 'The users, each with a role.' },
  },
  marketplace_resources_plan_periods_list: {
    does: 'The plans that a VM has had, each with the time for which it held.',
    needs: 'role',
    answers: { 200: 'The plans, the first one first.' },
  },
  marketplace_resources_offering_retrieve: { does: 'The offering that a VM was ordered from.', needs: 'role' },
  marketplace_resources_history_list: {
    does: 'What was done with a VM, as far as audit events are kept: each is a version of it, with what was said about it then.',
    needs: 'staff',
  },
  openstack_instances_diagnose_connectivity_retrieve: connectivity,
  openstack_instances_diagnose_connectivity: {
    does: `Measures the same as GET, for one way and in the form of Waldur: the way out (\`external\`), or in by one of its own addresses. Nothing is
measured from within the guest.`,
    needs: 'role',
    answers: { 200: 'The checks in their order, and what has failed first.' },
  },
  openstack_instances_ports_list: { does: 'The ports of a VM, as they stand in its own answer.', needs: 'role' },
  openstack_instances_floating_ips_list: {
    does: 'The floating IPs of a VM, as they stand in its own answer.',
    needs: 'role',
  },
  openstack_instance_availability_zones_list: { does: 'The zones that VMs can be in: there is one.', needs: 'token' },
  openstack_instance_availability_zones_retrieve: { does: 'The zone that VMs are in.', needs: 'token' },
  openstack_instances_set_end_date: {
    ...ending,
    does: 'Says on which day or at which time a VM ends, or with null that it stays, and what happens then. PATCH does the same.',
  },
  openstack_instances_set_metadata: {
    does: 'Gives a VM these labels and no other, at once: at most 128, keys and values of at most 255 characters. The guest is told nothing. PATCH does the same.',
    needs: 'RESOURCE.UPDATE',
    answers: { 202: 'They are set.', 409: 'It is gone, or something is being done with it.' },
    refuses: {
      409: new Problem(
        'wrong-state',
        'Valid states for operation: OK, ERRED. The instance is UPDATING. Wait for the end of that, or cancel it.',
      ),
    },
    example: () => ({ status: 'The labels have been set.' }),
  },
};
