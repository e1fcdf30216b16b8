import type { OfferingType } from '../db/index.ts';
import { instanceProduct } from './instance.ts';
import type { Product } from './product.ts';
import { volumeProduct } from './volume.ts';

const products: Record<OfferingType, Product> = {
  'OpenStack.Instance': instanceProduct,
  'OpenStack.Volume': volumeProduct,
};

export function productOf(type: OfferingType): Product {
  return products[type];
}
