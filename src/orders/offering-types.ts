import type { OfferingType } from '../db/index.ts';
import { vmKind } from './vm/kind.ts';
import type { ResourceKind } from './resource-kind.ts';
import { volumeKind } from './volume/kind.ts';

const kinds: Record<OfferingType, ResourceKind> = {
  'OpenStack.Instance': vmKind,
  'OpenStack.Volume': volumeKind,
};

export function kindOf(type: OfferingType): ResourceKind {
  return kinds[type];
}
