import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import type { VmRuntime } from './present-resource.ts';

/** What this process knows of a VM beside its rows. */
export function runtimeOf(
  { clouds, usage }: Pick<ApiContext, 'clouds' | 'usage'>,
  { uuid, cloud }: InstanceView,
): VmRuntime {
  return { accelerator: clouds.of(cloud)?.accelerator ?? null, usage: usage.all().get(uuid) ?? null };
}
