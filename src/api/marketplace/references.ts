import type { Presenter } from '../dialects/dialect.ts';

/** A plan is named below its offering. */
export function planRef(as: Presenter, offering: string, plan: string): string {
  return as.ref(`marketplace-public-offerings/${as.id(offering)}/plans`, plan);
}
