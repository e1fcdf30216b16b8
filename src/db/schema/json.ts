import { z } from 'zod';
import type { StoredProblem } from '../../common/problem.ts';

const storedProblem: z.ZodType<StoredProblem> = z.object({
  code: z.string(),
  message: z.string(),
  constraint: z.string(),
  remedy: z.string(),
  reference: z.string().exactOptional(),
});

const imageSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('builtin'), name: z.enum(['tiny', 'debian-12']) }),
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({ kind: z.literal('upload') }),
  z.object({ kind: z.literal('volume'), volume: z.string() }),
]);
export type ImageSource = z.output<typeof imageSource>;

/** What was seen of a guest since it was last started; times are epoch ms. */
const readiness = z.object({
  network: z.number().exactOptional(),
  ssh: z.number().exactOptional(),
  cloudInit: z
    .object({ at: z.number(), result: z.enum(['done', 'degraded', 'error']), detail: z.string() })
    .exactOptional(),
  hostKeys: z.array(z.string()).exactOptional(),
  /** Why it ended. */
  ended: z.string().exactOptional(),
});
export type Readiness = z.output<typeof readiness>;

/** What is behind a VM, and the address of that. */
const hostRoute = z.object({ destination: z.string(), nexthop: z.string() });
export type HostRoute = z.output<typeof hostRoute>;

/** Of a backend that has not said it yet: what one on this machine can. */
const capabilities = z.object({
  userDataBytes: z.number().nullable().default(null),
  volumeStepMiB: z.number().default(1),
  reservedAddresses: z.number().default(0),
  growsAttached: z.boolean().default(true),
  unmeasured: z.string().nullable().default(null),
});

const backendQuota = z.object({ of: z.string(), limit: z.number(), used: z.number() });

const anything = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

/** What the jsonb columns hold, which the database does not know. */
export const json = {
  'audit_event.detail': anything,
  'backend.capabilities': capabilities,
  'backend.quotas': z.array(backendQuota),
  'backend.sizes': z.array(z.object({ vcpus: z.int(), memoryMiB: z.int() })).nullable(),
  'host.backend_quotas': z.array(backendQuota),
  'host.capabilities': capabilities,
  'idempotency_key.body': z.unknown(),
  'idempotency_key.done': z.unknown(),
  'idempotency_key.headers': texts,
  'image.source': imageSource,
  'instance.action_details': texts,
  'instance.metadata': texts,
  'snapshot.metadata': anything,
  'instance.readiness': readiness,
  'order.attributes': anything,
  'order.error': storedProblem,
  'order.limits': z.record(z.string(), z.number()),
  'subnet.host_routes': z.array(hostRoute),
  'workflow.error': storedProblem,
  'workflow.input': anything,
  'workflow.labels': texts,
  'workflow_event.data': anything,
  'workflow_step.error': storedProblem,
};

export type JsonColumns = { [Column in keyof typeof json]: z.output<(typeof json)[Column]> };
