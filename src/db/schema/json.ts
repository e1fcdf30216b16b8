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
  /** What was said before, epoch ms, is of an earlier boot. */
  since: z.number().exactOptional(),
  /** How long the last boot of which that is known took until ssh answered, ms. */
  bootMs: z.number().exactOptional(),
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
  keepsAtOnce: z.boolean().default(true),
  unrevertible: z.string().nullable().default(null),
  uncopied: z.string().nullable().default(null),
  unmeasured: z.string().nullable().default(null),
});

const backendQuota = z.object({ of: z.string(), limit: z.number(), used: z.number() });

/** What a VM was: references are UUIDs, sizes MiB. */
const backedUpVm = z.object({
  name: z.string(),
  description: z.string(),
  image: z.string(),
  image_name: z.string(),
  flavor: z.string(),
  flavor_name: z.string(),
  min_memory_mib: z.number(),
  min_disk_mib: z.number(),
  key_name: z.string(),
  ssh_keys: z.array(z.string()),
  user_data: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  ports: z.array(
    z.object({
      addresses: z.array(z.object({ subnet: z.string(), address: z.string() })),
      floating_ip: z.string().nullable(),
      security_groups: z.array(z.string()),
    }),
  ),
});
export type BackedUpVm = z.output<typeof backedUpVm>;

/** A disk of a VM as a backup has it. */
const backedUpVolume = z.object({ snapshot: z.string(), name: z.string(), type: z.string(), size_mib: z.int() });

/** What a deleted VM has given back. */
const deletedVm = z.object({
  server_group: z.string().nullable(),
  /** In their order; the first one boots. */
  volumes: z.array(z.string()),
  ports: z.array(
    z.object({
      uuid: z.string(),
      network: z.string(),
      standalone: z.boolean(),
      name: z.string(),
      description: z.string(),
      allowed: z.array(z.string()),
      addresses: z.array(z.object({ subnet: z.string(), address: z.string() })),
      security_groups: z.array(z.object({ uuid: z.string(), name: z.string() })),
      /** `automatic`: it came with the VM and went with it. */
      floating_ip: z.object({ uuid: z.string(), address: z.string(), automatic: z.boolean() }).nullable(),
    }),
  ),
});
export type DeletedVm = z.output<typeof deletedVm>;
export type DeletedPort = DeletedVm['ports'][number];

const anything = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

/** What the jsonb columns hold, which the database does not know. */
export const json = {
  'audit_event.detail': anything,
  'backend.capabilities': capabilities,
  'backup.vm': backedUpVm,
  'backup_copy.vm': backedUpVm,
  'backup_copy.volumes': z.array(backedUpVolume),
  'backend.quotas': z.array(backendQuota),
  'backend.sizes': z.array(z.object({ vcpus: z.int(), memoryMiB: z.int() })).nullable(),
  'deleted_resource.vm': deletedVm,
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
