/** What the exit status of a command means. */
export const exits = {
  ok: 0,
  /** Of Slipway itself: what was thrown is no problem of the catalogue. */
  fault: 1,
  usage: 2,
  'not-found': 3,
  denied: 4,
  conflict: 5,
  capacity: 6,
  failed: 7,
  timeout: 124,
  interrupted: 130,
} as const;

/** All that follows from the code of a problem. */
export interface ProblemKind {
  /** Of the HTTP answer; null: it is met where no request is, in a run, at a start, or in the command line. */
  status: number | null;
  /** Of the command line. */
  exit: Exclude<keyof typeof exits, 'ok' | 'fault'>;
  /** What has happened, in a sentence. */
  meaning: string;
  /** What to do about it, wherever the problem itself says nothing better. */
  remedy: string;
}
