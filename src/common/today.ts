/** The day that it is in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
