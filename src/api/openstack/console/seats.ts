/** One who has a console open. */
export interface Seat {
  username: string;
  /** Hears who types now, and whether that is who sits here. */
  tell: (typist: string, you: boolean) => void;
}

/** Who has the console of one VM open: the first one types until another takes over, or it leaves. */
export class Seats {
  readonly #taken: Seat[] = [];
  #typist: Seat | null = null;

  get empty(): boolean {
    return this.#taken.length === 0;
  }

  types(seat: Seat): boolean {
    return this.#typist === seat;
  }

  sit(seat: Seat): void {
    this.#taken.push(seat);
    this.#typist ??= seat;
    seat.tell(this.#typist.username, this.types(seat));
  }

  takeOver(seat: Seat): void {
    this.#typist = seat;
    for (const each of this.#taken) each.tell(seat.username, each === seat);
  }

  leave(seat: Seat): void {
    this.#taken.splice(this.#taken.indexOf(seat), 1);
    if (!this.types(seat)) return;
    this.#typist = null;
    const [next] = this.#taken;
    if (next !== undefined) this.takeOver(next);
  }
}
