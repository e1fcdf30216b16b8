import type { OfferingType } from '../db/index.ts';
import { instanceProduct } from './vm/kind.ts';
import type { Product } from './resource-kind.ts';
import { volumeProduct } from './volume/kind.ts';

const products: Record<OfferingType, Product> = {
  'OpenStack.Instance': instanceProduct,
  'OpenStack.Volume': volumeProduct,
};

export function productOf(type: OfferingType): Product {
  return products[type];
}
