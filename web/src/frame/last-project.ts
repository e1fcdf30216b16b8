const key = 'slipway-project';

/** The UUID of the project that was looked at last in this browser. */
export const lastProject = (): string | null => localStorage.getItem(key);
export const keepProject = (uuid: string): void => localStorage.setItem(key, uuid);
