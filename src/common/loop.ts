import { fenced } from './fence.ts';
import { inContext } from './log-context.ts';

/** Looks at something again and again, when signalled and periodically, and never twice at once. */
export abstract class Loop {
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | null = null;
  #soon: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #may: () => boolean = () => true;

  /** A signal that was lost, with the process or on the way, costs `everyMs`. */
  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** One look; what it throws is told to `failed`, and the next look comes all the same. */
  protected abstract look(): Promise<void>;
  protected abstract failed(error: unknown): void;

  /** Has it look, however it is signalled, only while `may` says that it is for this process to do. */
  onlyWhile(may: () => boolean): void {
    this.#may = may;
  }

  start(): void {
    this.#timer = setInterval(() => this.signal(), this.#everyMs).unref();
    this.signal();
  }

  /** Ends with the look that is under way. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    clearTimeout(this.#soon);
    this.#again = false;
    await this.#running;
  }

  /** Looks as soon as the look that is under way has ended. */
  signal(): void {
    this.#again = true;
    // a look is nobody's who signals: it sees what others have done, too
    this.#running ??= inContext(null, () => this.#run()).finally(() => {
      this.#running = null;
    });
  }

  /** For a look: has it look once more in so many ms, when that is sooner than the next look is. */
  protected lookIn(ms: number): void {
    clearTimeout(this.#soon);
    if (this.#timer !== null) this.#soon = setTimeout(() => this.signal(), ms).unref();
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      if (!this.#may()) return;
      await fenced(this.#may, () => this.look()).catch((error: unknown) => this.failed(error));
    }
  }
}
