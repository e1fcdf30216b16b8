import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Fault } from './faults.ts';

export interface Times {
  samples: number;
  p50: number;
  p99: number;
  max: number;
  /** What took the longest to mend, and how long after which other fault it came. */
  worst: string;
}

const probeEveryMs = 20;
/** What a killed process had on the wire is written by now; the next one is not up before, ms. */
const echoMs = 100;

/** Asks all the time whether the service is there, and remembers when it was. */
export class Prober {
  readonly #answered: { asked: number; at: number }[] = [];
  readonly #done: Promise<void>;
  #stopped = false;

  constructor(plane: ControlPlane) {
    this.#done = this.#probe(plane);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  /** From each fault until the first answer to a question that was asked after it. */
  serviceBack(faults: Fault[]): Times {
    return times(faults, (fault) => this.#answered.find(({ asked }) => asked >= fault.at)?.at);
  }

  async #probe(plane: ControlPlane): Promise<void> {
    while (!this.#stopped) {
      const asked = Date.now();
      if (await plane.ready()) this.#answered.push({ asked, at: Date.now() });
      await sleep(probeEveryMs);
    }
  }
}

/**
 * MTTR: from each fault until the first order that was unfinished at the fault has moved on, as its events in the
 * database say. Faults that met no unfinished order have no sample.
 */
export async function repairTimes(db: Database, faults: Fault[]): Promise<Times> {
  const { rows } = await sql<{ fault: number; moved: Date | null }>`
    SELECT f.fault::int, (
      SELECT min(e.created) FROM workflow w JOIN workflow_event e ON e.workflow = w.uuid
      WHERE w.created < f.at AND (w.finished IS NULL OR w.finished > f.at + ${echoMs} * interval '1 ms')
        AND e.created > f.at + ${echoMs} * interval '1 ms') AS moved
    FROM unnest(${faults.map(({ at }) => new Date(at))}::timestamptz[]) WITH ORDINALITY AS f (at, fault)
  `.execute(db);
  const moved = new Map(rows.map(({ fault, moved: at }) => [faults[fault - 1], at?.getTime()]));
  return times(faults, (fault) => moved.get(fault));
}

/** A fault that hits while the one before is not mended starts the clock anew: the earlier one is not counted. */
function times(faults: Fault[], mended: (fault: Fault) => number | undefined): Times {
  const sorted = faults.toSorted((a, b) => a.at - b.at);
  const mending = sorted.flatMap((fault, index) => {
    const at = mended(fault);
    const next = sorted[index + 1];
    return at === undefined || (next !== undefined && next.at < at)
      ? []
      : [{ what: inContext(fault, sorted[index - 1]), ms: at - fault.at }];
  });
  mending.sort((a, b) => a.ms - b.ms);
  const { length } = mending;
  const quantile = (part: number): number => mending[Math.min(Math.floor(length * part), length - 1)]?.ms ?? 0;
  const worst = mending.at(-1)?.what ?? 'none';
  return { samples: length, p50: quantile(0.5), p99: quantile(0.99), max: quantile(1), worst };
}

function inContext(fault: Fault, former: Fault | undefined): string {
  return former === undefined ? fault.kind : `${fault.kind}, ${fault.at - former.at} ms after ${former.kind}`;
}
