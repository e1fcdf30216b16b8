import { EventEmitter, once } from 'node:events';
import type { StoredProblem } from '../../db/index.ts';
import type { BackendFacts } from '../../drivers/driver.ts';

export interface PreparationState {
  /** Grows with every change. */
  seq: number;
  state: 'running' | 'done' | 'erred';
  message: string;
  fraction: number;
  error: StoredProblem | null;
}

/** What the server does in the background before the first order can be quick: shown while it goes on. */
export class Preparation {
  #state: PreparationState = { seq: 1, state: 'running', message: 'starting', fraction: 0, error: null };
  readonly #changed = new EventEmitter().setMaxListeners(0);
  accelerator: BackendFacts['accelerator'] | null = null;
  evidence = '';

  get state(): PreparationState {
    return this.#state;
  }

  update(change: Partial<Omit<PreparationState, 'seq'>>): void {
    this.#state = { ...this.#state, ...change, seq: this.#state.seq + 1 };
    this.#changed.emit('change');
  }

  /** The state as soon as it is newer than `seq`, or after `timeoutMs` as it is. */
  async after(seq: number, timeoutMs: number): Promise<PreparationState> {
    if (this.#state.seq <= seq) {
      await once(this.#changed, 'change', { signal: AbortSignal.timeout(timeoutMs) }).catch(() => {});
    }
    return this.#state;
  }
}

/** What this process knows of a cloud beside its row. */
export interface CloudState {
  accelerator: BackendFacts['accelerator'] | null;
  evidence: string;
  /** Why its guests are not found again yet; null: they are. */
  away: StoredProblem | null;
  /** Looks at all of it, as `doctor` does. */
  diagnose: () => Promise<Diagnosis>;
}

export interface CloudStates {
  /** null: there is none of this name. */
  of: (cloud: string) => CloudState | null;
  /** Where a project lives that is made without saying it. */
  first: string;
}

/** What `doctor --fix` did. */
export type Repair = {
  removed: HostObject[];
  /** Moved to the trash. */
  trashed: HostObject[];
  /** What a guest runs with. */
  kept: (HostObject & { reason: string })[];
  failed: (HostObject & { reason: string })[];
};

export type HostObject = {
  kind: string;
  id: string | null;
  detail: string;
};

/** What is in the trash; `at` is when it came there. */
export interface TrashEntry extends HostObject {
  uuid: string;
  at: Date;
  bytes: number;
  /** Where it was, below the state directory. */
  places: string[];
  /** From when on it may be deleted for good. */
  kept_until: Date;
}

/** What `doctor` answers: is the machine fit, and do rows and host say the same? */
export interface Diagnosis {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string; remedy: string }[];
  /** On the host without a row; `fate` is what a repair would do about it, `reason` why it stays. */
  orphans: (HostObject & { fate: 'removed' | 'trashed' | 'kept'; reason: string })[];
  /** In the rows, but not on the host. */
  missing: { kind: string; id: string | null; detail: string }[];
}
