import type { Logger } from 'pino';
import { Loop } from '../../common/loop.ts';
import type { DriverEvent, GuestState } from '../driver.ts';
import type { Server } from './client/compute.ts';
import type { OpenStack } from './client/index.ts';
import type { Guests } from './guests.ts';
import { isBusy, stateOf } from './life.ts';
import type { Names } from './names.ts';
import { readBoot } from './console.ts';
import type { Patience } from './wait.ts';

/** How often all servers are listed, whether they have changed or not, ms. */
const FULL_EVERY_MS = 5 * 60_000;
/** Stamps are of whole seconds and of several hosts. */
const OVERLAP_MS = 10_000;
/** So long after it was started the console of a guest is read, ms. */
const BOOT_MS = 30 * 60_000;

/**
 * All servers of ours as nova has them, kept by asking what has changed: the cost is the same however many there are.
 * Reports what becomes of them, and what those say on their consoles that boot.
 */
export class Poller extends Loop {
  readonly #stack: OpenStack;
  readonly #names: Names;
  readonly #guests: Guests;
  readonly #log: Logger;
  readonly #servers = new Map<string, Server>();
  /** Servers that are in the making, and since when. */
  readonly #building = new Map<string, number>();
  /** What was reported last of each guest. */
  readonly #told = new Map<string, GuestState>();
  /** Guests whose boot is followed: until when, and how far it has come. */
  readonly #booting = new Map<string, { until: number; said: string }>();
  readonly #buildMs: number;
  /** Guests that were removed of late, with when. */
  readonly #removed = new Map<string, number>();
  #report: (event: DriverEvent) => void = () => {};
  #since = 0;
  #fullAt = 0;
  #looking: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(patience: Patience, stack: OpenStack, names: Names, guests: Guests, log: Logger) {
    super(patience.pollMs);
    this.#buildMs = patience.buildMs;
    this.#stack = stack;
    this.#names = names;
    this.#guests = guests;
    this.#log = log;
  }

  /** Begins with all that there is, and follows the boots of what runs. */
  async begin(report: (event: DriverEvent) => void): Promise<void> {
    this.#report = report;
    await this.refresh();
    for (const guest of this.#servers.keys()) this.follow(guest);
    this.start();
  }

  protected look(): Promise<void> {
    return this.refresh().then(() => this.#readConsoles());
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'OpenStack could not be asked what has changed');
  }

  /** Ends with a look that was begun after this was called; who waits for one shares it. */
  refresh(): Promise<void> {
    this.#next ??= this.#looking
      .catch(() => {})
      .then(() => {
        this.#next = null;
        this.#looking = this.#lookOnce();
        return this.#looking;
      });
    return this.#next;
  }

  states(): Map<string, GuestState> {
    return new Map([...this.#servers].map(([guest, server]) => [guest, this.#stateOf(server)]));
  }

  /** A guest begins to boot: what it says is listened to. */
  follow(guest: string): void {
    this.#removed.delete(guest);
    this.#booting.set(guest, { until: Date.now() + BOOT_MS, said: '' });
  }

  /** A server of this guest that is seen from now on was made by a request that was given up long ago: it goes. */
  forget(guest: string): void {
    this.#removed.set(guest, Date.now());
    this.#booting.delete(guest);
    this.#told.delete(guest);
    this.#building.delete(this.#servers.get(guest)?.id ?? '');
    this.#servers.delete(guest);
  }

  async #lookOnce(): Promise<void> {
    const { compute } = this.#stack;
    const full = Date.now() >= this.#fullAt;
    const since = new Date(this.#since - OVERLAP_MS).toISOString();
    const servers = full ? await compute.withTags([this.#names.cloud]) : await compute.changedSince(since);
    const { replaced } = this.#guests;
    for (const [guest, { id }] of this.#servers) {
      if (!replaced.has(id)) continue;
      this.#servers.delete(guest);
      this.#told.delete(guest);
    }
    const known = new Map([...this.#servers].map(([guest, { id }]) => [id, guest]));
    // what is gone makes room for what came in its place
    const gone = (server: Server): number => Number(stateOf(server) !== 'absent');
    for (const server of servers.toSorted((a, b) => gone(a) - gone(b))) {
      const at = Date.parse(server.updated);
      if (at > this.#since) this.#since = at;
      await this.#record(server, known.get(server.id));
    }
    for (const [guest, server] of this.#servers) {
      if (server.status === 'BUILD' && this.#stateOf(server) === 'stopped') await this.#tell(guest, server);
    }
    if (!full) return;
    const there = new Set(servers.map(({ id }) => id));
    for (const [id, guest] of known) if (!there.has(id) && this.#servers.get(guest)?.id === id) this.#gone(guest);
    for (const [guest, at] of this.#removed) if (at < Date.now() - FULL_EVERY_MS) this.#removed.delete(guest);
    // the clock of the OpenStack is not known while it has shown nothing
    if (this.#since === 0) this.#since = Date.now() - FULL_EVERY_MS;
    this.#fullAt = Date.now() + FULL_EVERY_MS;
  }

  /** `known`: the guest that the server was when this look began. */
  async #record(server: Server, known: string | undefined): Promise<void> {
    if (this.#guests.replaced.has(server.id)) return;
    const guest = known ?? this.#names.guestOf(server.tags);
    if (guest === null) return;
    if (stateOf(server) === 'absent') {
      if (this.#servers.get(guest)?.id === server.id) this.#gone(guest);
      return;
    }
    if (this.#removed.has(guest)) {
      await this.#stack.compute.delete(server.id);
      return;
    }
    const other = this.#servers.get(guest);
    // of two the younger one is not taken for it while the other is well: that one goes by the next who finds both
    if (other !== undefined && other.id !== server.id && other.status !== 'ERROR') return;
    this.#servers.set(guest, server);
    if (server.status !== 'BUILD') this.#building.delete(server.id);
    else if (!this.#building.has(server.id)) this.#building.set(server.id, Date.now());
    if (!isBusy(server)) await this.#tell(guest, server);
  }

  /** One that is not built in time is given up. */
  #stateOf(server: Server): GuestState {
    const since = this.#building.get(server.id) ?? Number.POSITIVE_INFINITY;
    return Date.now() > since + this.#buildMs ? 'stopped' : stateOf(server);
  }

  #gone(guest: string): void {
    this.#building.delete(this.#servers.get(guest)?.id ?? '');
    this.#servers.delete(guest);
    this.#booting.delete(guest);
    this.#told.delete(guest);
    const reason = 'removed in OpenStack';
    this.#report({ kind: 'guest', guest, state: 'stopped', byGuest: false, reason, at: Date.now() });
  }

  /** Once for each change. */
  async #tell(guest: string, server: Server): Promise<void> {
    const state = this.#stateOf(server);
    if (this.#told.get(guest) === state) return;
    const at = Date.now();
    if (state === 'running') this.#report({ kind: 'guest', guest, state, at });
    if (state === 'paused') {
      const pause = { cause: 'other', reason: `${server.status} in OpenStack` } as const;
      this.#report({ kind: 'guest', guest, state, pause, at });
    }
    if (state === 'stopped') {
      const byGuest = server.status === 'SHUTOFF' && (await this.#byGuest(server));
      const late = server.status === 'BUILD' ? 'not built in time' : server.status;
      const reason = server.fault?.message ?? `${late} in OpenStack`;
      this.#report({ kind: 'guest', guest, state, byGuest, reason, at });
    }
    this.#told.set(guest, state);
  }

  /** Nova has found it off by itself: nobody has asked for that. */
  async #byGuest({ id }: Server): Promise<boolean> {
    const actions = await this.#stack.compute.actions(id).catch(() => []);
    return actions.find(({ action }) => action === 'stop')?.user_id === null;
  }

  async #readConsoles(): Promise<void> {
    for (const [guest, { until, said }] of this.#booting) {
      const server = this.#servers.get(guest);
      if (Date.now() > until) this.#booting.delete(guest);
      if (server === undefined || isBusy(server) || stateOf(server) !== 'running') continue;
      const at = Date.now();
      if (said === '') this.#report({ kind: 'report', guest, report: { stage: 'network' }, at });
      const reports = readBoot(await this.#guests.console(server.id));
      const now = `network ${reports.map(({ stage }) => stage).join(' ')}`;
      if (now !== said) for (const report of reports) this.#report({ kind: 'report', guest, report, at });
      if (reports.some(({ stage }) => stage === 'cloud-init')) this.#booting.delete(guest);
      else if (this.#booting.has(guest)) this.#booting.set(guest, { until, said: now });
    }
  }
}
