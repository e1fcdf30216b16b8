/** Claims of a host that has room for all of it, where room is not the question. */
export const unbounded = (): Promise<void> => Promise.resolve();
