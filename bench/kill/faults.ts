import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from '../../src/common/processes.ts';
import { recordedPid, serverProcesses } from '../../src/db/postgres/processes.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import type { ControlPlane } from './control-plane.ts';

export type FaultKind = 'control-plane-kill' | 'database-kill' | 'database-stop';

/** `at`: epoch ms when it was over: the process was dead, or PostgreSQL was let go on. */
export interface Fault {
  kind: FaultKind;
  at: number;
}

const frozenMs = 2_000;
const restartMs = 300_000;

/** Does one kind of harm after another, each when so many orders were offered. */
export class Saboteur {
  readonly faults: Fault[] = [];
  readonly #plane: ControlPlane;
  readonly #random: () => number;
  #offered = 0;
  #waiting: { from: number; go: () => void }[] = [];

  constructor(plane: ControlPlane, random: () => number) {
    this.#plane = plane;
    this.#random = random;
  }

  /** Says that another order was offered. */
  offered(): void {
    this.#offered++;
    const due = this.#waiting.filter(({ from }) => from <= this.#offered);
    this.#waiting = this.#waiting.filter(({ from }) => from > this.#offered);
    for (const { go } of due) go();
  }

  /** Does `times` faults of a kind, at random places among `orders`. */
  async work(kind: FaultKind, times: number, orders: number): Promise<void> {
    const places = Array.from({ length: times }, () => Math.ceil(this.#random() * orders)).sort((a, b) => a - b);
    for (const place of places) {
      await this.#reached(place);
      if (kind === 'control-plane-kill') await this.#killControlPlane();
      else if (kind === 'database-kill') await this.#killDatabase();
      else await this.#stopDatabase();
    }
  }

  #reached(place: number): Promise<void> {
    if (place <= this.#offered) return Promise.resolve();
    return new Promise((go) => this.#waiting.push({ from: place, go }));
  }

  /** Mostly once it works again, for then it has work to lose; every fifth time anywhere in its start. */
  async #killControlPlane(): Promise<void> {
    if (this.#random() < 0.8) await this.#plane.works(restartMs).then(() => sleep(this.#random() * 300));
    else await sleep(this.#random() * 1_000);
    await this.#plane.kill();
    this.#done('control-plane-kill');
  }

  async #killDatabase(): Promise<void> {
    sendSignal(await this.#postmaster(), 'SIGKILL');
    this.#done('database-kill');
  }

  /** Freezes every process of PostgreSQL: connections stay open and nothing answers. */
  async #stopDatabase(): Promise<void> {
    const paths = postgresPaths(this.#plane.home);
    const frozen = [await this.#postmaster()];
    sendSignal(frozen[0] ?? 0, 'SIGSTOP');
    // the stopped postmaster starts no more of them
    for (const pid of await serverProcesses(paths)) if (!frozen.includes(pid)) frozen.push(pid);
    for (const pid of frozen) sendSignal(pid, 'SIGSTOP');
    await sleep(frozenMs);
    for (const pid of frozen) sendSignal(pid, 'SIGCONT');
    this.#done('database-stop');
  }

  async #postmaster(): Promise<number> {
    for (const deadline = Date.now() + restartMs; Date.now() < deadline; await sleep(20)) {
      const recorded = await recordedPid(postgresPaths(this.#plane.home)).catch(() => null);
      if (recorded?.running === true && (await this.#plane.ready())) return recorded.pid;
    }
    throw new Error(`PostgreSQL did not run within ${restartMs} ms`);
  }

  #done(kind: FaultKind): void {
    this.faults.push({ kind, at: Date.now() });
  }
}
