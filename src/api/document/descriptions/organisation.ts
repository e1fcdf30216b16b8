import { Problem } from '../../../common/problem.ts';
import { ids } from '../examples/ids.ts';
import type { Description, Descriptions } from './description.ts';

const longest =
  'A role may no more and lasts no longer than what it is given by: your own role, and the token, with which it ends.';
const change: Omit<Description, 'does'> = { needs: 'PROJECT.UPDATE', answers: { 200: 'The project as it is now.' } };

export const organisation: Descriptions = {
  customers_list: {
    does: 'The customers in which you have a role, or in one of whose projects; staff sees all.',
    needs: 'token',
  },
  customers_retrieve: { does: 'One customer, with how many projects and users it has.', needs: 'role' },
  customers_create: {
    does: 'Makes a customer: an organisation that has projects.',
    needs: 'CLOUD.OPERATE',
    answers: { 201: 'The customer.' },
  },
  customers_partial_update: {
    does: 'Changes the name, the description or the e-mail address of a customer.',
    needs: 'CUSTOMER.UPDATE',
    answers: { 200: 'The customer as it is now.' },
  },
  customers_destroy: {
    does: 'Deletes a customer that has no projects any more. The roles in it end.',
    needs: 'CLOUD.OPERATE',
    answers: { 204: 'It is gone.', 409: 'It has projects: `detail` says which.' },
    refuses: { 409: new Problem('in-use', 'The customer still has projects: "Web site". Delete them first.') },
  },
  ...membersOf('customer', 'CUSTOMER.MEMBERS'),
  projects_list: {
    does: 'The projects that you see, with their quotas and what they use of them, by name.',
    needs: 'token',
  },
  projects_retrieve: { does: 'One project, with its quotas and what it uses of them.', needs: 'role' },
  projects_create: {
    does: `Makes a project of a customer, with a network, a subnet and the security groups that VMs need. Quotas are set by staff; without them it
has the default ones.`,
    needs: 'PROJECT.CREATE',
    answers: { 201: 'The project.' },
  },
  projects_update: {
    does: 'Changes a project. What is left out gets its default, but for the quotas, which only staff sets.',
    ...change,
  },
  projects_partial_update: {
    does: 'Changes some of a project. What is left out stays as it is; only staff sets quotas.',
    ...change,
  },
  projects_destroy: {
    does: 'Deletes a project that has nothing left but its network.',
    needs: 'PROJECT.DELETE',
    answers: { 204: 'It is gone.', 409: 'It still has VMs, volumes, images or floating IPs: `detail` says what.' },
    refuses: {
      409: new Problem(
        'in-use',
        'The project still has active resources: 1 instances, 1024 MiB of storage. Delete them first.',
      ),
    },
  },
  ...membersOf('project', 'PROJECT.MEMBERS'),
  roles_list: {
    does: 'The roles that users can have in projects and customers, with the permissions of each.',
    needs: 'token',
  },
  users_list: { does: 'The users who have a role where you have one; staff sees all.', needs: 'token' },
  users_retrieve: { does: 'One user: yourself, or one who has a role where you have one.', needs: 'role' },
  users_me_retrieve: {
    does: 'Who the token belongs to, what roles that user has, and when the token ends.',
    needs: 'token',
    answers: { 200: 'The account that asks.' },
  },
  users_create: {
    does: 'Makes a user. Without a password nobody can log in as the user until one is set. Staff and passwords take a login or a token without limits and end.',
    needs: 'CLOUD.OPERATE',
    answers: { 201: 'The user.' },
  },
  users_partial_update: {
    does: `Changes a user. Users change their own name and address; what staff changes (\`is_staff\`, \`is_active\`, and anything of others) needs
\`CLOUD.OPERATE\`. Who is made inactive loses all tokens at once. Making staff or active takes a login or a token without limits and end.`,
    needs: 'ACCOUNT.UPDATE',
    answers: {
      200: 'The user as it is now.',
      409: 'Staff would take it from itself, and the cloud might be left without any.',
    },
    refuses: {
      409: new Problem(
        'not-possible',
        'You cannot take this from yourself: the cloud might be left without staff. Another one can.',
      ),
    },
  },
  users_destroy: {
    does: 'Deletes a user: logins, tokens, ssh keys and roles end at once. What the user has made stays, and the name can be given again.',
    needs: 'CLOUD.OPERATE',
    answers: { 204: 'It is gone.', 409: 'It is the user who asks.' },
    refuses: {
      409: new Problem(
        'not-possible',
        'You cannot delete yourself: the cloud might be left without staff. Another one can.',
      ),
    },
  },
  users_login_link: {
    does: `Makes a link that logs a user in without a password, once and within 10 minutes, and ends the last one. Yours takes a login; staff makes
those of everybody by \`CLOUD.OPERATE\`, with a login or a token without limits and end. It ends with what has made it.`,
    needs: 'ACCOUNT.UPDATE',
    answers: { 201: 'The link: the only time that it can be read.', 409: 'The user is not active.' },
    refuses: { 409: new Problem('not-possible', 'The user is not active, and cannot log in.') },
  },
  users_password: {
    does: 'Sets a password. Your own needs the old one; staff sets those of others by `CLOUD.OPERATE`, with a login or a token without limits and end. All logins of the user end but this one. A wrong old one counts as a failed login does.',
    needs: 'ACCOUNT.UPDATE',
    answers: { 200: 'It is set.', 503: 'Too many passwords are being checked now: see `Retry-After`.' },
    refuses: { 503: new Problem('too-many-logins', 'Too many log in at once.') },
    example: () => ({ detail: 'Password has been successfully updated.' }),
  },
  projects_costs_retrieve: {
    does: `What each VM of a project has cost in a month, those that are gone by now, too, and the sum; the most expensive first. A plan costs its
price of today for as long as the VM had it; a price by the month is for a twelfth of a year. Volumes that were ordered by themselves are not in it.`,
    needs: 'role',
    answers: { 200: 'The sum, and the part of each VM.' },
  },
  projects_events_retrieve: {
    does: `Follows a project by server-sent events: \`change\` for each VM, order, volume, network, subnet, port, floating IP and security
group that is not as it was, as it is now, or \`deleted\`. The first lines say where the stream is: read then what you show, and nothing falls
between. It goes on behind \`Last-Event-ID\`, for a day, over a restart of the control plane, too; what has been told may come again. \`reset\` says
that not all can be told. It ends when the project is deleted or you may not see it any more.`,
    needs: 'role',
    answers: { 200: 'The changes, as they happen.' },
    text: (as) =>
      [
        'retry: 500',
        'id: 5f0c2d1e-1043-1785398400',
        `id: 5f0c2d1e-1043-1785398400\nevent: change\ndata: ${JSON.stringify({
          kind: 'instance',
          uuid: as.id(ids.vm),
          url: as.url('openstack-instances', ids.vm),
          deleted: false,
          name: 'my-vm',
          state: 'OK',
          runtime_state: 'ACTIVE',
          error_message: '',
          instance: as.ref('openstack-instances', ids.vm),
        })}`,
        'id: 5f0c2d1e-1058-1785398402',
        '',
      ].join('\n\n'),
  },
  events_list: {
    does: `Who did what, from where, and what came of it, the latest first: what was done in projects that you see, and by yourself. Refusals, failed
logins and what the cloud did by itself are there, too. What takes longer is told of twice: when it is asked for, and what came of it.`,
    needs: 'token',
  },
  events_count_retrieve: {
    does: 'How many events a list of them would have.',
    needs: 'token',
    answers: { 200: 'The count.' },
  },
  events_event_groups_retrieve: {
    does: 'The types of events that there can be, by the groups that `feature` takes. Groups of which there are none here are left out.',
    needs: 'token',
    answers: { 200: 'The groups.' },
    example: () => ({ ssh: ['ssh_key_creation_succeeded', 'ssh_key_deletion_succeeded'] }),
  },
  events_scope_types_retrieve: {
    does: 'What `scope` can name, as Waldur calls it.',
    needs: 'token',
    answers: { 200: 'The words.' },
  },
  events_retrieve: {
    does: 'One event: who did what to which object, from where, when, and what came of it.',
    needs: 'role',
  },
};

/** Who has which role in a project or customer. */
function membersOf(kind: 'project' | 'customer', permission: 'PROJECT.MEMBERS' | 'CUSTOMER.MEMBERS'): Descriptions {
  const needs = permission;
  return {
    [`${kind}s_list_users_list`]: {
      does: `Who has which role in a ${kind}, and until when.`,
      needs: 'role',
      answers: { 404: `There is no such ${kind}, or none that you may see, or no such page.` },
    },
    [`${kind}s_add_user`]: {
      does: `Gives a user a role in a ${kind}, until \`expiration_time\` or for good. Only users that you see can be named. ${longest}`,
      needs,
      answers: { 201: 'The user has the role, until the time that the answer says.' },
    },
    [`${kind}s_update_user`]: {
      does: `Changes when the role of a user in a ${kind} ends; without \`expiration_time\` it does not. ${longest}`,
      needs,
      answers: { 200: 'The role ends at the time that the answer says.' },
    },
    [`${kind}s_delete_user`]: {
      does: `Takes a role in a ${kind} away from a user. It is gone with the next request of the user.`,
      needs,
      answers: { 200: 'The user does not have the role any more.' },
    },
  };
}
