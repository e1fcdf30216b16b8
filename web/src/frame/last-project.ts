const key = 'slipway-project';

/** The UUIDs of the projects that were looked at in this browser, the last one first. */
export const recentProjects = (): string[] => (localStorage.getItem(key) ?? '').split(',').filter(Boolean);
/** The last one; null: none yet. */
export const lastProject = (): string | null => recentProjects()[0] ?? null;

/** So many are remembered. */
const kept = 10;

export function keepProject(uuid: string): void {
  const others = recentProjects().filter((each) => each !== uuid);
  localStorage.setItem(key, [uuid, ...others].slice(0, kept).join(','));
}
