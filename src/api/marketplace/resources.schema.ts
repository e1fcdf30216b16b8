import { z } from 'zod';
import { actionsShape } from '../actions.ts';
import { time } from '../http/schemas.ts';
import { nestedOrderSchema } from './nested-order.ts';
import { endShape, usageShape } from './resource-common.ts';
import { constantSchema } from './resource-constants.ts';
import {
  instanceRuntimeState,
  instanceState,
  offeringState,
  resourceRuntimeState,
  resourceRuntimeStates,
  resourceState,
} from '../states.ts';

export const resourceSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    ...constantSchema,
    scope: z.string().meta({ description: 'The URL of the instance, which has the same UUID' }),
    resource_uuid: z.string(),
    backend_id: z.string(),
    effective_id: z.string(),
    slug: z.string(),
    backend_metadata: z.object({
      state: instanceState,
      runtime_state: instanceRuntimeState,
      action: z.string(),
      instance_name: z.string(),
    }),
    attributes: z.record(z.string(), z.unknown()),
    can_terminate: z.boolean(),
    name: z.string(),
    description: z.string(),
    metadata: z.record(z.string(), z.string()).describe('Its labels'),
    state: resourceState,
    runtime_state: resourceRuntimeState,
    resource_type: z.string(),
    project: z.string(),
    project_uuid: z.string(),
    project_name: z.string(),
    project_description: z.string(),
    project_slug: z.string(),
    tenant_uuid: z.string(),
    service_settings_uuid: z.string(),
    customer: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    customer_slug: z.string(),
    provider_uuid: z.string(),
    offering: z.string(),
    offering_uuid: z.string(),
    offering_name: z.string(),
    offering_description: z.string(),
    offering_slug: z.string(),
    offering_type: z.string(),
    offering_state: offeringState,
    category_uuid: z.string(),
    category_title: z.string(),
    plan: z.string(),
    plan_uuid: z.string(),
    plan_name: z.string(),
    plan_unit: z.string(),
    plan_description: z.string(),
    image: z.string(),
    image_name: z.string(),
    flavor: z.string(),
    flavor_name: z.string(),
    cores: z.int(),
    ram: z.int().meta({ description: 'MiB' }),
    disk: z.int().meta({ description: 'MiB, of all volumes' }),
    limits: z.record(z.string(), z.number()),
    ...usageShape,
    ...endShape,
    key_name: z.string(),
    ssh_user: z.string().meta({ description: "The image's login user" }),
    internal_ips: z.array(z.string()),
    external_ips: z.array(z.string()),
    ports: z.array(
      z.object({
        uuid: z.string(),
        mac_address: z.string(),
        network: z.string(),
        fixed_ips: z.array(
          z.object({ subnet: z.string(), subnet_name: z.string(), subnet_cidr: z.string(), ip_address: z.string() }),
        ),
        floating_ip: z.object({ uuid: z.string(), address: z.string() }).nullable(),
        security_groups: z.array(z.object({ uuid: z.string(), name: z.string() })),
      }),
    ),
    volumes: z.array(
      z.object({
        uuid: z.string(),
        name: z.string(),
        size: z.int().meta({ description: 'MiB' }),
        bootable: z.boolean(),
      }),
    ),
    readiness: z
      .object({
        ready: z.boolean(),
        stage: z.enum(['booting', 'network', 'ssh', 'cloud-init', 'ready']),
        network: time.nullable(),
        ssh: time.nullable(),
        cloud_init: z
          .object({ result: z.enum(['done', 'degraded', 'error']), detail: z.string(), at: time })
          .nullable(),
        host_keys: z.array(z.object({ type: z.string(), public_key: z.string(), fingerprint_sha256: z.string() })),
        last_boot_seconds: z
          .number()
          .nullable()
          .meta({ description: 'How long its boot before this one took until ssh answered; null: not known' }),
      })
      .meta({ description: 'What was seen of the guest since it was last started' }),
    accelerator: z.string().nullable(),
    auto_restart: z.boolean().meta({ description: 'Started again when it ends without anybody having asked for it' }),
    ...actionsShape,
    termination_protection: z.boolean().meta({ description: 'The VM cannot be deleted until this is taken away' }),
    rescue_image: z.string().nullable().meta({ description: 'In rescue mode: what runs in place of the own system' }),
    rescue_image_name: z.string().nullable(),
    action: z.string().meta({ description: 'What is being done with the VM; empty: nothing' }),
    action_details: z.record(z.string(), z.string()),
    creation_order: nestedOrderSchema.nullable(),
    order_in_progress: nestedOrderSchema.nullable(),
    last_sync: time,
    error_message: z.string(),
    created: time,
    modified: time,
    start_time: time.nullable(),
  })
  .meta({ id: 'Resource' });

export function rowRuntimeState(word: string): string {
  return (
    Object.entries(resourceRuntimeStates).find(([, name]) => name === word.toLowerCase())?.[0] ?? word.toUpperCase()
  );
}
