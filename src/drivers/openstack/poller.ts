import type { Logger } from 'pino';
import { Loop } from '../../common/loop.ts';
import type { DriverEvent, EndedSource, GuestState } from '../driver.ts';
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
 * All servers of ours as nova has them, kept by asking what has changed: the cost is the same however many there are. On the node
 * that leads it looks by itself, and reports what becomes of them and what those say on their consoles that boot, whichever
 * node has started them; on others it looks when it is asked.
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
  readonly #pollMs: number;
  /** Guests that are being removed here: what becomes of them is no news. */
  readonly #parting = new Set<string>();
  #report: (event: DriverEvent) => void = () => {};
  #ended: EndedSource = () => Promise.resolve([]);
  #watches = false;
  #since = 0;
  #fullAt = 0;
  #looking: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(patience: Patience, stack: OpenStack, names: Names, guests: Guests, log: Logger) {
    super(patience.pollMs);
    this.#buildMs = patience.buildMs;
    this.#pollMs = patience.pollMs;
    this.#stack = stack;
    this.#names = names;
    this.#guests = guests;
    this.#log = log;
  }

  /** Looks at all that there is, without a word. */
  async begin(report: (event: DriverEvent) => void, ended: EndedSource): Promise<void> {
    this.#report = report;
    this.#ended = ended;
    await this.refresh();
  }

  /** Tells of all that there is, and follows the boots of what runs: whoever watched before may have missed something. */
  override start(): void {
    this.#told.clear();
    this.#fullAt = 0;
    for (const guest of this.#servers.keys()) this.#follow(guest);
    this.#watches = true;
    super.start();
  }

  override stop(): Promise<void> {
    this.#watches = false;
    return super.stop();
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

  /** As of the last look. */
  states(): Map<string, GuestState> {
    return new Map([...this.#servers].map(([guest, server]) => [guest, this.#stateOf(server)]));
  }

  /** The guests that stand still, as of the last look; of who does not look by itself as of now. */
  async paused(): Promise<string[]> {
    if (!this.#watches) await this.refresh();
    return [...this.states()].flatMap(([guest, state]) => (state === 'paused' ? [guest] : []));
  }

  /** Does the `removal` of a guest, which is not there any more for whoever asks. */
  async parting(guest: string, removal: () => Promise<void>): Promise<void> {
    this.#parting.add(guest);
    this.#forget(guest);
    await removal().finally(() => this.#parting.delete(guest));
  }

  /** A guest may be booting: what it says is listened to. */
  #follow(guest: string): void {
    this.#booting.set(guest, { until: Date.now() + BOOT_MS, said: '' });
  }

  #forget(guest: string): void {
    this.#building.delete(this.#servers.get(guest)?.id ?? '');
    this.#servers.delete(guest);
    this.#booting.delete(guest);
    this.#told.delete(guest);
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
    const late = this.#watches ? await this.#late(servers, full ? new Map() : known) : new Set();
    // what is gone makes room for what came in its place
    const gone = (server: Server): number => Number(stateOf(server) !== 'absent');
    for (const server of servers.toSorted((a, b) => gone(a) - gone(b))) {
      const at = Date.parse(server.updated);
      if (at > this.#since) this.#since = at;
      if (!late.has(server.id)) await this.#record(server, known.get(server.id));
    }
    for (const [guest, server] of this.#servers) if (this.#isOverdue(server)) await this.#tell(guest, server);
    if (!full) return;
    const there = new Set(servers.map(({ id }) => id));
    for (const [id, guest] of known) if (!there.has(id) && this.#servers.get(guest)?.id === id) this.#gone(guest);
    // the clock of the OpenStack is not known while it has shown nothing
    if (this.#since === 0) this.#since = Date.now() - FULL_EVERY_MS;
    this.#fullAt = Date.now() + FULL_EVERY_MS;
  }

  /** Takes away what was made by a request that was given up long ago, whichever node has sent it, and returns the ids. */
  async #late(servers: Server[], known: ReadonlyMap<string, string>): Promise<Set<string>> {
    const came = new Map<string, string>();
    for (const server of servers) {
      const guest = this.#names.guestOf(server.tags);
      if (guest !== null && stateOf(server) !== 'absent' && !known.has(server.id)) came.set(server.id, guest);
    }
    if (came.size === 0) return new Set();
    // asked behind the look: who is wanted by now may be there for it
    const ended = new Set(await this.#ended([...new Set(came.values())]));
    const late = [...came].flatMap(([id, guest]) => (ended.has(guest) ? [id] : []));
    for (const id of late) await this.#stack.compute.delete(id);
    return new Set(late);
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
    if (this.#parting.has(guest)) return;
    const other = this.#servers.get(guest);
    // of two the younger one is not taken for it while the other is well: that one goes by the next who finds both
    if (other !== undefined && other.id !== server.id && other.status !== 'ERROR') return;
    this.#servers.set(guest, server);
    // whoever has it boot: it is another one than it was
    if (stampOf(other) !== stampOf(server)) this.#follow(guest);
    if (server.status !== 'BUILD') this.#building.delete(server.id);
    else if (!this.#building.has(server.id)) this.#building.set(server.id, Date.now());
    if (!isBusy(server)) await this.#tell(guest, server);
  }

  /** One that is not built in time is given up. */
  #stateOf(server: Server): GuestState {
    const since = this.#building.get(server.id) ?? Number.POSITIVE_INFINITY;
    return Date.now() > since + this.#buildMs ? 'stopped' : stateOf(server);
  }

  /** Others take it for given up a moment later than this one does: they are told when all do. */
  #isOverdue(server: Server): boolean {
    const since = this.#building.get(server.id) ?? Number.POSITIVE_INFINITY;
    return server.status === 'BUILD' && Date.now() > since + this.#buildMs + 2 * this.#pollMs;
  }

  #gone(guest: string): void {
    this.#forget(guest);
    if (!this.#watches) return;
    const reason = 'removed in OpenStack';
    this.#report({ kind: 'guest', guest, state: 'stopped', byGuest: false, reason, at: Date.now() });
  }

  /** Once for each change. */
  async #tell(guest: string, server: Server): Promise<void> {
    const state = this.#stateOf(server);
    if (!this.#watches || this.#told.get(guest) === state) return;
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

/** What differs when something has become of a server. */
function stampOf(server: Server | undefined): string {
  return `${server?.id} ${server?.status} ${server?.updated}`;
}
