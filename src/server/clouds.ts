import type { Logger } from 'pino';
import type { Backends } from '../catalogue/index.ts';
import { Problem } from '../common/problem.ts';
import type { Driver } from '../drivers/driver.ts';

/** The backends of a control plane, by the names of their clouds. */
export class Clouds implements Backends {
  readonly drivers: ReadonlyMap<string, Driver>;
  readonly #log: Logger;

  /** One at least. */
  constructor(drivers: ReadonlyMap<string, Driver>, log: Logger) {
    this.drivers = drivers;
    this.#log = log;
  }

  get names(): string[] {
    return [...this.drivers.keys()];
  }

  of(cloud: string): Driver {
    const driver = this.drivers.get(cloud);
    if (driver === undefined) throw new Problem('cloud-missing', `The settings have no cloud "${cloud}" any more.`);
    return driver;
  }

  /** The same with each driver made another one of. */
  with(change: (driver: Driver) => Driver): Clouds {
    return new Clouds(new Map([...this.drivers].map(([cloud, driver]) => [cloud, change(driver)])), this.#log);
  }

  /**
   * Asks all of them at once. One that is away holds up no other: what it would have said is left out, and that is logged.
   * Throws when none has answered.
   */
  async each<Answer>(ask: (driver: Driver, cloud: string) => Promise<Answer>): Promise<Map<string, Answer>> {
    const asked = await Promise.allSettled([...this.drivers].map(async ([cloud, driver]) => ask(driver, cloud)));
    const answers = new Map<string, Answer>();
    for (const [index, cloud] of this.names.entries()) {
      const { [index]: answer } = asked;
      if (answer?.status === 'fulfilled') answers.set(cloud, answer.value);
      else if (this.drivers.size > 1)
        this.#log.warn({ err: answer?.reason as unknown, cloud }, 'a cloud does not answer');
    }
    const [first] = asked;
    if (answers.size === 0 && first?.status === 'rejected') throw first.reason;
    return answers;
  }

  /** What all that have answered said, in one list. */
  async all<Answer>(ask: (driver: Driver, cloud: string) => Promise<Answer[]>): Promise<Answer[]> {
    return [...(await this.each(ask)).values()].flat();
  }
}
