/** The day that it is in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A time for people, in UTC to the minute; one with which a day begins is that day. */
export function dayOrTime(at: Date): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  return time === '00:00:00.000Z' ? day : `${day} ${time.slice(0, 5)} UTC`;
}
