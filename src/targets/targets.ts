import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { fingerprintOf, readKey } from './key.ts';
import { placeOf, type TargetSettings } from './places.ts';
import { Seal } from './seal.ts';
import type { Place } from './store.ts';
import { Target } from './target.ts';

const labelSchema = z.object({ slipway: z.literal('target'), format: z.literal(1), key: z.string() });

interface Known {
  store: Place;
  target: Target;
  key: Buffer;
}

/** The targets of the settings, each opened when it is first needed, and looked at whenever it is. */
export class Targets {
  readonly #home: string;
  readonly #cloud: () => string | null;
  readonly #settings: readonly TargetSettings[];
  readonly #known = new Map<string, Known>();

  /** `cloud`: the UUID of the cloud, by which its directory there is called; null: it has never started. */
  constructor(settings: readonly TargetSettings[], home: string, cloud: () => string | null) {
    this.#settings = settings;
    this.#home = home;
    this.#cloud = cloud;
  }

  /** Throws `target-unknown`, `target-key-missing`, `target-key-other`, a transient `target-away`. */
  async open(name: string): Promise<Target> {
    const known = this.#known.get(name) ?? (await this.#make(name));
    this.#known.set(name, known);
    requireKey(await known.store.label(), known.key, name);
    return known.target;
  }

  /** Of all that the settings have. */
  get names(): string[] {
    return this.#settings.map(({ name }) => name);
  }

  /** Throws `target-unknown`. */
  require(name: string): TargetSettings {
    const settings = this.#settings.find((each) => each.name === name);
    if (settings === undefined) throw new Problem('target-unknown', `The settings have no target "${name}".`);
    return settings;
  }

  /** Makes the place of the cloud on a target, or looks whether that which is there is of this key. Throws as `open` does. */
  async prepare(name: string): Promise<void> {
    const { store, key } = await this.#make(name);
    const label: z.input<typeof labelSchema> = { slipway: 'target', format: 1, key: fingerprintOf(key) };
    requireKey(await store.prepare(JSON.stringify(label)), key, name);
  }

  async #make(name: string): Promise<Known> {
    const settings = this.require(name);
    const cloud = this.#cloud();
    if (cloud === null) throw new Problem('no-cloud', `The cloud of ${this.#home} has never started.`);
    const key = await readKey(this.#home);
    const store = placeOf(settings, cloud, this.#home);
    return { store, key, target: new Target(name, store, new Seal(key)) };
  }
}

/** Throws `target-key-other` unless what a target says of itself is of this key. */
export function requireKey(label: string, key: Buffer, target: string): void {
  if (keyIn(label) === fingerprintOf(key)) return;
  throw new Problem('target-key-other', `What is on the target "${target}" was sealed with another key.`);
}

function keyIn(label: string): string | undefined {
  try {
    return labelSchema.safeParse(JSON.parse(label)).data?.key;
  } catch {
    return undefined;
  }
}
