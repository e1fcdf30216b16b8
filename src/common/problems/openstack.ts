import type { ProblemKind } from './kind.ts';

/** What goes wrong with an OpenStack that VMs run on. */
export const openstack = {
  'openstack-access': {
    status: null,
    exit: 'usage',
    meaning: 'It is not said, or not in full, which OpenStack is meant and who we are there.',
    remedy: 'Set OS_CLOUD and OS_CLIENT_CONFIG_FILE for a clouds.yaml with an application credential of one project.',
  },
  'openstack-denied': {
    status: 503,
    exit: 'denied',
    meaning: 'The OpenStack does not let us: our credential is not taken, or lacks a right.',
    remedy: 'Have the operator of the OpenStack give an application credential with the role "member" of one project.',
  },
  'openstack-unreachable': {
    status: 503,
    exit: 'failed',
    meaning: 'The OpenStack does not answer, or something else answers in its place.',
    remedy: 'It is tried again; if it stays so, ask the operator of the OpenStack.',
  },
  'openstack-busy': {
    status: 503,
    exit: 'failed',
    meaning: 'The OpenStack is at work with the same thing, or was asked too much at once.',
    remedy: 'It is tried again.',
  },
  'openstack-refused': {
    status: 502,
    exit: 'failed',
    meaning: 'The OpenStack does not take a request: something may have been changed there by hand.',
    remedy: 'Retry; if it stays so, run "./slipway doctor".',
  },
  'openstack-failed': {
    status: 502,
    exit: 'failed',
    meaning: 'The OpenStack has taken what was asked, and could not do it.',
    remedy: 'It is tried again; if it stays so, ask the operator of the OpenStack.',
  },
  'openstack-unfit': {
    status: null,
    exit: 'failed',
    meaning: 'The OpenStack lacks something that is needed: a service, a version or an extension.',
    remedy: 'Needed are Yoga or newer with nova, cinder, glance and neutron; ask the operator of the OpenStack.',
  },
  'backend-full': {
    status: 507,
    exit: 'capacity',
    meaning: 'The quota that our project has in the OpenStack is used up.',
    remedy: 'Delete what is not needed, or have the operator of the OpenStack raise the quota.',
  },
} as const satisfies Record<string, ProblemKind>;
