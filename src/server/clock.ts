/** A step of the clock that is worth telling, ms; NTP slews smaller ones away. */
const jumpMs = 2_000;
/** How long a jump is told of, ms. */
const toldMs = 3_600_000;

export interface ClockJump {
  /** Forward, or backward if negative. */
  ms: number;
  /** What the clock said after it, epoch ms. */
  at: number;
}

/** Notices that the clock of the machine was set, by the one that only ever goes on. */
export class Clock {
  #offset = Date.now() - performance.now();
  #last: { jump: ClockJump; seen: number } | null = null;

  look(): void {
    const offset = Date.now() - performance.now();
    const ms = Math.round(offset - this.#offset);
    this.#offset = offset;
    if (Math.abs(ms) >= jumpMs) this.#last = { jump: { ms, at: Date.now() }, seen: performance.now() };
  }

  /** The last jump, for an hour; null: none. */
  jump(): ClockJump | null {
    this.look();
    return this.#last !== null && performance.now() - this.#last.seen < toldMs ? this.#last.jump : null;
  }
}
