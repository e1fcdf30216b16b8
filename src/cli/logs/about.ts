import { parseLine } from './line.ts';

/**
 * Which lines are about something: those that name it in one of their fields (an order, its run, a VM, the reference of an
 * error), and those of the requests that did so. That somebody has looked at it is not.
 */
export class About {
  readonly #what: string;
  readonly #requests = new Set<unknown>();

  /** `what`: a dashed UUID, or the id of a request. */
  constructor(what: string) {
    this.#what = what;
  }

  /** Whether a line is; from then on all lines of its request are, too. */
  covers(text: string): boolean {
    // most are about something else, and need not be parsed
    if (!text.includes(this.#what) && this.#requests.size === 0) return false;
    const line = parseLine(text);
    if (line === null || (isLook(line) && line['request_id'] !== this.#what)) return false;
    const { err } = line as { err?: { reference?: string } };
    const named = [...Object.values(line), err?.reference].includes(this.#what);
    if (named && line['request_id'] !== undefined) this.#requests.add(line['request_id']);
    return named || this.#requests.has(line['request_id']);
  }

  /** Those of `lines` that are, also such whose request is known by a later one only. */
  among(lines: string[]): string[] {
    for (const line of lines) if (line.includes(this.#what)) this.covers(line);
    return lines.filter((line) => this.covers(line));
  }
}

/** A request that has read something: who waits for an order asks for it many times. */
function isLook({ method, status }: Record<string, unknown>): boolean {
  return (method === 'GET' || method === 'HEAD') && typeof status === 'number' && status < 400;
}
