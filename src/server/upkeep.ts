import type { Logger } from 'pino';
import { Loop } from '../common/loop.ts';
import { asProblem, type Problem } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import type { Driver, Part, Wanted } from '../drivers/driver.ts';
import { auditSelf } from '../identity/index.ts';
import { guestSpec, wantedOf } from '../instances/index.ts';
import type { RouterApplier } from '../network/index.ts';
import { Clock } from './clock.ts';

const everyMs = 10_000;
/** What all need comes first. */
const order = ['host', 'router', 'guest'];
/** So many parts of one owner are named in one event. */
const named = 20;

interface Stray {
  kind: string;
  detail: string;
}

export interface UpkeepParts {
  db: Database;
  cloud: string;
  driver: Driver;
  routers: RouterApplier;
  log: Logger;
  /** What is on the host without a row. */
  strays: () => Promise<Stray[]>;
  /** Has guests that do not run and should started. */
  startGuests: () => void;
  figures: UpkeepFigures;
}

export interface UpkeepFigures {
  /** What one look has found, by kind. */
  found(cloud: string, missing: { kind: string }[], strays: { kind: string }[]): void;
  mended(kind: string): void;
}

/** A part that is not there; `why` it has not been brought back, or empty. */
export type MissingPart = Part & { why: string };

/**
 * Compares all that must be on the backend of a cloud for the projects and VMs of the rows with what there is, in both directions, when
 * signalled and every 10 s. What is missing is brought back and told of; what is nobody's is only told of.
 */
export class Upkeep extends Loop {
  /** Looked at as often as the host. */
  readonly clock = new Clock();
  readonly #parts: UpkeepParts;
  /** Why a part could not be brought back, by its key. */
  readonly #failures = new Map<string, string>();
  #strays = '';

  constructor(parts: UpkeepParts) {
    super(everyMs);
    this.#parts = parts;
  }

  protected failed(error: unknown): void {
    this.#parts.log.warn({ err: error }, 'what must be on the host could not be looked for');
  }

  /** What is not there now, with why it could not be brought back. Looked at twice: what a run has just taken away is wanted no more. */
  async missing(): Promise<MissingPart[]> {
    const { db, cloud, driver } = this.#parts;
    const suspects = new Set((await driver.missing(await wantedOf(db, cloud))).map(keyOf));
    if (suspects.size === 0) return [];
    const missing = (await driver.missing(await wantedOf(db, cloud))).filter((part) => suspects.has(keyOf(part)));
    return missing.map((part) => ({ ...part, why: this.#failures.get(keyOf(part)) ?? '' }));
  }

  protected async look(): Promise<void> {
    this.clock.look();
    const missing = await this.missing();
    const strays = await this.#parts.strays();
    this.#parts.figures.found(this.#parts.cloud, missing, strays);
    this.#tellStrays(strays);
    if (missing.length === 0) this.#failures.clear();
    else await this.#mend(missing);
  }

  /** Brings back what is missing, owner by owner; what fails for one keeps no other waiting. */
  async #mend(missing: Part[]): Promise<void> {
    const owners = [...Map.groupBy(missing, ownerOf).values()].toSorted(
      ([one], [other]) => order.indexOf(one?.of ?? '') - order.indexOf(other?.of ?? ''),
    );
    const problems = new Map<string, Problem>();
    for (const parts of owners) {
      const [first] = parts;
      if (first !== undefined)
        await this.#mendOf(first, parts).catch((error: unknown) => problems.set(ownerOf(first), asProblem(error)));
    }
    const left = new Set((await this.missing()).map(keyOf));
    const wanted = await wantedOf(this.#parts.db, this.#parts.cloud);
    for (const parts of owners) await this.#tell(parts, left, problems, wanted);
  }

  async #mendOf({ of, id }: Part, parts: Part[]): Promise<void> {
    const { db, driver, routers, startGuests } = this.#parts;
    if (of === 'host') return driver.mendHost();
    if (id === null) return;
    if (of === 'router') return routers.apply(id);
    if (parts.some(({ kind }) => kind === 'process')) return startGuests();
    await driver.mendGuest(await guestSpec(db, id), parts);
  }

  async #tell(parts: Part[], left: Set<string>, problems: Map<string, Problem>, wanted: Wanted): Promise<void> {
    // the end of a guest is told of as such
    const told = parts.filter(({ of, kind }) => of !== 'guest' || kind !== 'process');
    const mended = told.filter((part) => !left.has(keyOf(part)));
    for (const part of mended) {
      this.#failures.delete(keyOf(part));
      this.#parts.figures.mended(part.kind);
    }
    await this.#record('host.mended', mended, '', wanted);
    for (const [owner, failing] of Map.groupBy(
      told.filter((part) => left.has(keyOf(part))),
      ownerOf,
    )) {
      const problem = problems.get(owner);
      const why = problem === undefined ? 'it is tried again' : `${problem.message} ${problem.remedy}`;
      const fresh = failing.filter((part) => !this.#failures.has(keyOf(part)));
      for (const part of failing) this.#failures.set(keyOf(part), why);
      await this.#record('host.missing', fresh, why, wanted);
    }
  }

  async #record(action: 'host.mended' | 'host.missing', parts: Part[], why: string, wanted: Wanted): Promise<void> {
    const [first] = parts;
    if (first === undefined) return;
    const { of, id } = first;
    const names = parts.slice(0, named).map(({ kind, detail }) => `${kind} ${detail}`);
    const words =
      action === 'host.mended' ? 'brought back what was missing on the host' : 'something is missing on the host';
    this.#parts.log.warn({ of, object: id, parts: names, count: parts.length, why }, words);
    const project = of === 'guest' ? (wanted.guests.find((guest) => guest.id === id)?.router ?? null) : id;
    const detail = { parts: names, count: parts.length, ...(why === '' ? {} : { why }) };
    await auditSelf(this.#parts.db, action, {
      ...(id === null ? {} : { object: id }),
      project,
      result: action === 'host.mended' ? 'accepted' : 'failed',
      detail,
    });
  }

  #tellStrays(strays: Stray[]): void {
    const found = strays.map(({ kind, detail }) => `${kind} ${detail}`).toSorted();
    if (found.length > 0 && found.join('\n') !== this.#strays)
      this.#parts.log.warn(
        { strays: found.slice(0, named), count: found.length },
        'something on the host is nobody’s: see doctor',
      );
    this.#strays = found.join('\n');
  }
}

const keyOf = ({ of, id, kind, detail }: Part): string => `${of} ${id} ${kind} ${detail}`;
const ownerOf = ({ of, id }: Part): string => `${of} ${id}`;
