import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Duplex, Writable } from 'node:stream';
import { assertHeld } from '../../common/fence.ts';
import { replaceAtOnce } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { Turns } from '../../common/turns.ts';
import { ConsoleFeed } from '../console-feed.ts';
import type { GuestSpec, Part, Tracking, Wanted } from '../driver.ts';
import { disksOf, Holdings, namesIn } from './holdings.ts';
import { FakeScreen } from './screen.ts';

/** What there is, each in a directory of its own: a file by its id. */
export const kinds = ['guest', 'volume', 'snapshot', 'router', 'image'] as const;
type Kind = (typeof kinds)[number];

/** What of the fake driver stands for the host below the guests: what must be there, and what tests take away. */
export class FakeHost extends Holdings {
  /** For tests: may throw or wait, before and after the effect of a method. */
  fault: (method: string, when: 'before' | 'after', id: string) => Promise<void> | void = () => {};
  /** For tests: details of parts that are not there. */
  readonly lost = new Set<string>();
  /** For tests: tracked connections in each router. */
  connections = 0;
  readonly #consoles = new Map<string, ConsoleFeed>();
  readonly #screens = new Map<string, Set<FakeScreen>>();
  protected readonly dir: string;
  /** One change of a thing at a time. */
  protected readonly turns = new Turns();

  constructor(dir: string) {
    super(dir);
    this.dir = dir;
  }

  /** For tests: what the guest says on its console. */
  prints(guest: string, text: string): void {
    this.#consoleOf(guest).say(Buffer.from(text));
  }

  async consoleLog(guest: string, bytes: number): Promise<string> {
    return (this.#consoles.get(guest)?.recent() ?? '').slice(-bytes);
  }

  async openConsole(guest: string): Promise<Duplex> {
    return this.#consoleOf(guest).open();
  }

  async openScreen(guest: string): Promise<Duplex> {
    if ((await this.guestState(guest)) !== 'running')
      throw new Problem('no-screen', 'The VM does not run.', 'Start it.');
    const screen = new FakeScreen();
    const screens = this.#screens.get(guest) ?? new Set();
    this.#screens.set(guest, screens.add(screen));
    return screen.once('close', () => void screens.delete(screen));
  }

  /** The guest runs no more. */
  protected endScreens(guest: string): void {
    for (const screen of this.#screens.get(guest) ?? []) screen.push(null);
    this.#screens.delete(guest);
  }

  protected forgetConsole(guest: string): void {
    this.endScreens(guest);
    this.#consoles.get(guest)?.end();
    this.#consoles.delete(guest);
  }

  protected forgetConsoles(): void {
    for (const guest of this.#consoles.keys()) this.forgetConsole(guest);
  }

  /** A guest says what is typed to it, as a shell does, while it runs. */
  #consoleOf(guest: string): ConsoleFeed {
    const known = this.#consoles.get(guest);
    if (known !== undefined) return known;
    const console = new ConsoleFeed();
    console.input = new Writable({
      write: (data: Buffer, _encoding, done) => {
        const typed = this.guestState(guest).then((state) => state === 'running' && console.say(data));
        void typed.finally(() => done());
      },
    });
    this.#consoles.set(guest, console);
    return console;
  }

  /** A socket stands for all of a guest that can be brought back while it runs. */
  parts({ routers, guests }: Wanted): Promise<Part[]> {
    const own = (of: Part['of'], id: string, kind: Part['kind'], ...place: string[]): Part => {
      return { of, id, kind, detail: join(this.dir, ...place) };
    };
    return Promise.resolve([
      ...routers.map((id) => own('router', id, 'namespace', 'router', id)),
      ...guests.flatMap((guest) => [
        own('guest', guest.id, 'process', 'guest', guest.id),
        own('guest', guest.id, 'socket', 'socket', guest.id),
        ...disksOf(guest).map((volume) => own('guest', guest.id, 'disk', 'volume', volume)),
      ]),
    ]);
  }

  async missing(wanted: Wanted): Promise<Part[]> {
    const missing: Part[] = [];
    for (const part of await this.parts(wanted))
      if (this.lost.has(part.detail) || !(await this.#isThere(part))) missing.push(part);
    return missing;
  }

  async #isThere({ id, kind, detail }: Part): Promise<boolean> {
    if (kind === 'process') return ['running', 'paused'].includes(await this.guestState(id ?? ''));
    return kind === 'socket' || existsSync(detail);
  }

  mendHost(): Promise<void> {
    return Promise.resolve();
  }

  async mendGuest(guest: GuestSpec, parts: Part[]): Promise<void> {
    await this.fault('mendGuest', 'before', guest.id);
    for (const { detail } of parts) this.lost.delete(detail);
    await this.fault('mendGuest', 'after', guest.id);
  }

  tracking(routers: string[]): Promise<Tracking[]> {
    return Promise.resolve(routers.map((where) => ({ where, connections: this.connections, limit: 1000 })));
  }

  protected async effect(method: string, id: string, effect: () => Promise<void>): Promise<void> {
    await this.fault(method, 'before', id);
    await this.turns.take(id, effect);
    await this.fault(method, 'after', id);
  }

  protected async put(kind: Kind, id: string, content: unknown): Promise<void> {
    assertHeld();
    replaceAtOnce(join(this.dir, kind, id), JSON.stringify(content));
  }

  protected async remove(kind: Kind, id: string): Promise<void> {
    assertHeld();
    rmSync(join(this.dir, kind, id), { force: true });
  }

  protected list(kind: Kind): Promise<string[]> {
    return namesIn(join(this.dir, kind));
  }
}
