import type { ApiContext } from '../context.ts';
import type { VmRuntime } from './present-resource.ts';

/** What this process knows of a VM beside its rows. */
export function runtimeOf({ preparation, usage }: Pick<ApiContext, 'preparation' | 'usage'>, vm: string): VmRuntime {
  return { accelerator: preparation.accelerator, usage: usage.all().get(vm) ?? null };
}
