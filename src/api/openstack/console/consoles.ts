import type { Duplex } from 'node:stream';
import { Holders } from '../../../common/holders.ts';
import { Problem } from '../../../common/problem.ts';
import { type Seat, Seats } from './seats.ts';
import type { ConsoleType } from './tickets.ts';

/** Consoles that may be open at a time: of one user, and of one VM. */
const most = { user: 20, vm: 10 };

/** The consoles that are open on this node. */
export class Consoles {
  /** The consoles of a guest. */
  readonly open: Record<ConsoleType, (vm: string) => Promise<Duplex>>;
  readonly #users = new Holders();
  readonly #seats = new Map<string, Seats>();
  readonly #vms = new Holders();
  readonly #closers = new Set<() => void>();
  #closed = false;

  constructor(open: Consoles['open']) {
    this.open = open;
  }

  /** Throws `too-many-consoles` when this user may have no more, or nobody one of this VM. */
  requireRoom(user: string, vm: string): void {
    if (this.#users.of(user) >= most.user)
      throw new Problem('too-many-consoles', `You have ${most.user} consoles open already, as many as one user may.`);
    if (this.#vms.of(vm) >= most.vm)
      throw new Problem(
        'too-many-consoles',
        `The console of this VM is open ${most.vm} times already, as often as it may.`,
      );
  }

  /** Takes the place of one console; returns what gives it back. Throws as `requireRoom` does. */
  hold(user: string, vm: string): () => void {
    this.requireRoom(user, vm);
    const places = [this.#users.hold(user), this.#vms.hold(vm)];
    return () => places.forEach((giveBack) => giveBack());
  }

  /** Sits down before the serial console of a VM. */
  sit(vm: string, seat: Seat): { seats: Seats; leave: () => void } {
    const seats = this.#seats.get(vm) ?? new Seats();
    this.#seats.set(vm, seats);
    seats.sit(seat);
    const leave = (): void => {
      seats.leave(seat);
      if (seats.empty) this.#seats.delete(vm);
    };
    return { seats, leave };
  }

  /** Calls `close` when all must be closed; returns the way to stop that. */
  onClose(close: () => void): () => void {
    this.#closers.add(close);
    if (this.#closed) close();
    return () => this.#closers.delete(close);
  }

  /** Ends all of them, and those that come, too: the control plane stops. */
  closeAll(): void {
    this.#closed = true;
    for (const close of this.#closers) close();
  }
}
