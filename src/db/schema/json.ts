import type { StoredProblem } from '../../common/problem.ts';

/** What the jsonb columns hold, which the database does not know. */
export interface JsonColumns {
  'audit_event.detail': Record<string, unknown>;
  'idempotency_key.body': Record<string, unknown>;
  'image.source': ImageSource;
  'instance.action_details': Record<string, string>;
  'instance.readiness': Readiness;
  'order.attributes': Record<string, unknown>;
  'order.error': StoredProblem;
  'order.limits': Record<string, number>;
  'subnet.host_routes': HostRoute[];
  'workflow.error': StoredProblem;
  'workflow.input': Record<string, unknown>;
  'workflow.labels': Record<string, string>;
  'workflow_event.data': Record<string, unknown>;
  'workflow_step.error': StoredProblem;
}

export type ImageSource =
  | { kind: 'builtin'; name: 'tiny' | 'debian-12' }
  | { kind: 'url'; url: string }
  | { kind: 'upload' }
  | { kind: 'volume'; volume: string };

/** What was seen of a guest since it was last started; times are epoch ms. */
export interface Readiness {
  network?: number;
  ssh?: number;
  cloudInit?: { at: number; result: 'done' | 'degraded' | 'error'; detail: string };
  hostKeys?: string[];
}

/** What is behind a VM, and the address of that. */
export interface HostRoute {
  destination: string;
  nexthop: string;
}
