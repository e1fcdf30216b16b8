import type { Part } from '../driver.ts';

/** Parts of one owner, by kind. */
export function listed(of: Part['of'], id: string | null, details: Partial<Record<Part['kind'], string[]>>): Part[] {
  return (Object.entries(details) as [Part['kind'], string[]][]).flatMap(([kind, list]) =>
    list.map((detail) => ({ of, id, kind, detail })),
  );
}
