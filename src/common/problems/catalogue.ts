import { backend } from './backend.ts';
import { commandLine } from './command-line.ts';
import { host } from './host.ts';
import { images } from './images.ts';
import type { ProblemKind } from './kind.ts';
import { openstack } from './openstack.ts';
import { orders } from './orders.ts';
import { requests } from './requests.ts';
import { targets } from './targets.ts';

/** Every way to say no, by what it is about. `docs/errors.md` is written from it. */
export const chapters = { requests, orders, images, backend, targets, openstack, host, commandLine };

const all = { ...requests, ...orders, ...images, ...backend, ...targets, ...openstack, ...host, ...commandLine };

/** Stable and kebab-case, for machines: what an answer, an order's error and the command line's JSON say. */
export type Code = keyof typeof all;

/** What follows from each code; one that is not here does not compile. */
export const catalogue: Readonly<Record<Code, ProblemKind>> = all;

/** Whether a text is a code of this version. */
export function isCode(text: unknown): text is Code {
  return typeof text === 'string' && Object.hasOwn(catalogue, text);
}
