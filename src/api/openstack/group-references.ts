import { z } from 'zod';
import { uuidOf } from '../../common/uuid.ts';
import type { GroupReference } from '../../network/index.ts';
import { reference, urlReference } from '../../common/reference.ts';

const byReference = [reference, urlReference] as const;
const byName = z.object({ name: z.string().max(150) }).meta({ id: 'NameReference' });

/** Security groups of a VM as Waldur's clients name them: some by a list of references, some by objects. */
export const vmGroups = z.array(z.union(byReference)).max(20);
/** Those of a port: an object may have no more than a name. */
export const portGroups = z.array(z.union([...byReference, byName])).max(20);

/** `at` is where the list stands in the body. */
export function readGroups(groups: z.output<typeof portGroups>, at: (string | number)[]): GroupReference[] {
  return groups.map((group, index) => {
    if (typeof group === 'string') return { uuid: uuidOf(group), at: [...at, index] };
    if ('url' in group) return { uuid: uuidOf(group.url), at: [...at, index, 'url'] };
    return { name: group.name, at: [...at, index, 'name'] };
  });
}

/** `update_security_groups` takes the list, or an object that has it. */
export function readGroupsBody(
  body: z.output<typeof portGroups> | { security_groups: z.output<typeof portGroups> },
): GroupReference[] {
  return Array.isArray(body) ? readGroups(body, []) : readGroups(body.security_groups, ['security_groups']);
}
