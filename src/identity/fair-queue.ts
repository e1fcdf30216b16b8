import { Problem } from '../common/problem.ts';

/** In which line somebody waits, and whether before all who do not. */
export interface Turn {
  line: string;
  first: boolean;
}

interface Waiter {
  start: () => void;
  refuse: (why: Problem) => void;
}

export interface QueueLimits {
  /** At a time. */
  running: number;
  /** In all lines of those who come first, and as many in all others. */
  waiting: number;
  /** In one line. */
  line: number;
}

/** Lines that are served in turns, so that a long one holds up no other. */
class Lines {
  /** None of them is empty. */
  readonly #lines = new Map<string, [Waiter, ...Waiter[]]>();
  #waiting = 0;

  /** Whether there is room: in the line, and in all of them, where the last of a longer line has to give way. */
  makeRoom(line: string, limits: QueueLimits): boolean {
    const own = this.#lines.get(line)?.length ?? 0;
    if (own >= limits.line) return false;
    if (this.#waiting < limits.waiting) return true;
    const [longest = []] = [...this.#lines.values()].toSorted((one, other) => other.length - one.length);
    if (longest.length <= own + 1) return false;
    longest.pop()?.refuse(busy());
    this.#waiting--;
    return true;
  }

  add(line: string, waiter: Waiter): void {
    const waiting = this.#lines.get(line);
    if (waiting === undefined) this.#lines.set(line, [waiter]);
    else waiting.push(waiter);
    this.#waiting++;
  }

  next(): Waiter | null {
    const [first] = this.#lines;
    if (first === undefined) return null;
    const [line, [waiter, behind, ...others]] = first;
    this.#lines.delete(line);
    if (behind !== undefined) this.#lines.set(line, [behind, ...others]);
    this.#waiting--;
    return waiter;
  }
}

function busy(): Problem {
  return new Problem('too-many-logins', 'Too many log in at once.', undefined, { transient: true });
}

/** Work that costs so much that few may do it at a time; the others wait, in fair order and not too many. */
export class FairQueue {
  readonly #limits: QueueLimits;
  readonly #first = new Lines();
  readonly #others = new Lines();
  #running = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Does `work` when it is its turn. Throws `too-many-logins` when too many wait. */
  async take<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.running) this.#running++;
    else await this.#wait(turn);
    try {
      return await work();
    } finally {
      const next = this.#first.next() ?? this.#others.next();
      if (next === null) this.#running--;
      else next.start();
    }
  }

  async #wait({ line, first }: Turn): Promise<void> {
    const lines = first ? this.#first : this.#others;
    if (!lines.makeRoom(line, this.#limits)) throw busy();
    return new Promise((start, refuse) => lines.add(line, { start, refuse }));
  }
}
