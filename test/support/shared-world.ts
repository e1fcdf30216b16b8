import { FakeDriver } from '../../src/drivers/fake/index.ts';

/** How often it is looked at, ms. */
const everyMs = 250;

/** A pretended backend that several control planes work with, as with an OpenStack: each sees the guests that others start. */
export class SharedWorld extends FakeDriver {
  /** Guests of which it has told that they run. */
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  override async start(...args: Parameters<FakeDriver['start']>): Promise<void> {
    await super.start(...args);
    this.#timer = setInterval(() => void this.#look(), everyMs).unref();
  }

  override stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    return super.stop();
  }

  protected override boots(guest: string): void {
    this.#told.add(guest);
    super.boots(guest);
  }

  async #look(): Promise<void> {
    const states = await this.guestStates();
    for (const guest of this.#told) if (states.get(guest) !== 'running') this.#told.delete(guest);
    for (const [guest, state] of states) if (state === 'running' && !this.#told.has(guest)) this.boots(guest);
  }
}
