import type { ApiContext } from '../context.ts';
import type { Seen } from './resources.schema.ts';

/** What this process knows of a VM beside its rows. */
export function seenOf({ preparation, usage }: Pick<ApiContext, 'preparation' | 'usage'>, vm: string): Seen {
  return { accelerator: preparation.accelerator, usage: usage.all().get(vm) ?? null };
}
