import { Problem } from '../../common/problem.ts';
import type { GuestSpec } from '../driver.ts';
import { Refusal, type OpenStack } from './client/index.ts';
import type { Server } from './client/compute.ts';
import type { Flavors } from './flavors.ts';
import { type Act, INSTANCE_ID, isBusy, nextToStart, nextToStop, type Wish } from './life.ts';
import type { Names } from './names.ts';
import { obtain, older, only } from './obtain.ts';
import { novaUserData } from './user-data.ts';
import type { CinderVolumes } from './volumes.ts';
import { awaited, type Patience } from './wait.ts';

/** Nova servers: one for each guest, which boots from a volume of ours, so that none can run twice. */
export class Guests {
  /** Servers that make room for another one of the same guest: that they go is no end of it. */
  readonly replaced = new Set<string>();
  readonly #stack: OpenStack;
  readonly #names: Names;
  readonly #volumes: CinderVolumes;
  readonly #flavors: Flavors;
  readonly #patience: Patience;

  constructor(stack: OpenStack, names: Names, volumes: CinderVolumes, flavors: Flavors, patience: Patience) {
    this.#stack = stack;
    this.#names = names;
    this.#volumes = volumes;
    this.#flavors = flavors;
    this.#patience = patience;
  }

  /** null: there is none. */
  find(guest: string): Promise<Server | null> {
    return only(this.#identified(guest));
  }

  /** Ends when nova has noted that it is to run; how that ends the status says. */
  async start(spec: GuestSpec, signal?: AbortSignal): Promise<void> {
    const wish = await this.#wishOf(spec);
    const asked = new Set<string>();
    for (;;) {
      const server = await this.#rested(spec.id, signal);
      if (server === null) return this.#create(spec, wish, signal);
      const next = nextToStart(server, wish);
      if (next === 'done') return;
      if (next === 'fresh') {
        this.replaced.add(server.id);
        await this.#remove(server.id, signal);
      } else await this.#act(server, next, asked, signal);
      if (typeof next === 'object' && ('os-start' in next || 'rescue' in next || 'reboot' in next)) return;
    }
  }

  /** Ends when it is off. Nova itself cuts the power of one that does not heed, after a time that its operator has set. */
  async stop(guest: string, signal?: AbortSignal): Promise<void> {
    const asked = new Set<string>();
    for (;;) {
      const server = await this.#rested(guest, signal);
      const next = server === null ? 'done' : nextToStop(server);
      if (server === null || next === 'done') return;
      await this.#act(server, next, asked, signal);
    }
  }

  async reset(guest: string): Promise<void> {
    const server = await this.find(guest);
    if (server?.status === 'ACTIVE') await this.#stack.compute.act(server.id, { reboot: { type: 'HARD' } });
  }

  /** Ends when it is gone; its volumes and ports stay. */
  async remove(guest: string, signal?: AbortSignal): Promise<void> {
    for (const { id } of await this.#stack.compute.withTags(this.#names.tags(guest))) await this.#remove(id, signal);
    await this.#stack.compute.deleteKeypair(this.#names.of('key', guest));
  }

  /** The last lines of its console; empty when it has none yet. */
  async console(server: string): Promise<string> {
    try {
      return await this.#stack.compute.console(server, 1000);
    } catch (error) {
      if (error instanceof Refusal && (error.status === 409 || error.status === 404)) return '';
      throw error;
    }
  }

  /** Has the cards of one that runs be those of its ports; nova's word is its list, not that it has taken a request. */
  async syncPorts(spec: GuestSpec, signal?: AbortSignal): Promise<void> {
    const server = await this.#running(spec.id);
    if (server === null) return;
    const { compute } = this.#stack;
    const wanted = await this.#ports(spec);
    await this.#sync(signal, wanted, {
      there: () => compute.plugged(server.id),
      add: (port) => compute.plug(server.id, port),
      drop: (port) => compute.unplug(server.id, port),
      // nova does not say so
      holds: () => Promise.resolve(false),
    });
  }

  /** The same of its disks; the one that it boots from stays. */
  async syncVolumes(spec: GuestSpec, signal?: AbortSignal): Promise<void> {
    const server = await this.#running(spec.id);
    if (server === null) return;
    const { compute, volumes } = this.#stack;
    const wanted = await this.#disks(spec);
    await this.#sync(signal, wanted, {
      there: async () => {
        const attached = await compute.attached(server.id);
        // what is on its way here or away is waited for
        const states = await Promise.all(attached.map(async (id) => (await volumes.volume(id))?.status));
        return states.some((status) => status?.endsWith('ing') === true) ? null : attached;
      },
      add: (volume) => compute.attach(server.id, volume),
      drop: (volume) => compute.detach(server.id, volume),
      holds: async (volume) => (await volumes.volume(volume))?.status === 'in-use',
    });
  }

  async #sync(signal: AbortSignal | undefined, wanted: string[], how: Attaching): Promise<void> {
    const asked = new Set<string>();
    const once = async (id: string, act: (id: string) => Promise<void>): Promise<void> => {
      if (asked.has(id)) return;
      await act(id).catch((error: unknown) => {
        throw slotsFull(error) ?? error;
      });
      asked.add(id);
    };
    await awaited('attached what a server is to have', this.#patience.lookMs, signal, async () => {
      const there = await how.there();
      if (there === null) return null;
      const [come, go] = [wanted.filter((id) => !there.includes(id)), there.filter((id) => !wanted.includes(id))];
      for (const id of go) if (asked.has(id) && (await how.holds(id))) throw notReleased();
      for (const id of go) await once(id, how.drop);
      for (const id of come) await once(id, how.add);
      return come.length + go.length === 0 || null;
    });
  }

  async #running(guest: string): Promise<Server | null> {
    const server = await this.find(guest);
    return server !== null && ['ACTIVE', 'RESCUE'].includes(server.status) ? server : null;
  }

  /** When nova is not at work with it, but for one that is just being made and shall run. */
  #rested(guest: string, signal?: AbortSignal): Promise<Server | null> {
    const what = 'ended what it does with a server';
    return awaited(what, this.#patience.lookMs, signal, async () => {
      const server = await this.find(guest);
      return server !== null && isBusy(server) ? null : { server };
    }).then(({ server }) => server);
  }

  /** What was asked once and has led nowhere is not asked again. */
  async #act(server: Server, act: Act, asked: Set<string>, signal?: AbortSignal): Promise<void> {
    const [what = ''] = Object.keys(act);
    if (asked.has(what)) {
      const why = server.fault?.message ?? `the server is ${server.status} still`;
      throw new Problem('openstack-failed', `OpenStack has not done "${what}": ${why}`, undefined, { transient: true });
    }
    asked.add(what);
    await this.#stack.compute.act(server.id, act);
    if (!('confirmResize' in act)) return;
    // nova does not say that it is at work with that
    await awaited('confirmed a resize', this.#patience.lookMs, signal, async () => {
      return (await this.#stack.compute.server(server.id))?.status === 'VERIFY_RESIZE' ? null : true;
    });
  }

  async #create(spec: GuestSpec, wish: Wish, signal?: AbortSignal): Promise<void> {
    const { compute } = this.#stack;
    const [key = null] = spec.seed.sshKeys;
    const keypair = key === null ? null : this.#names.of('key', spec.id);
    const server = {
      name: `${this.#names.cloud}-${spec.id}`,
      tags: this.#names.tags(spec.id),
      hostname: spec.seed.hostname,
      flavor: wish.flavor,
      volumes: await this.#disks(spec),
      ports: await this.#ports(spec),
      keypair,
      userData: novaUserData(spec.seed),
      metadata: { [INSTANCE_ID]: wish.instanceId },
    };
    if (keypair !== null && key !== null) {
      // one that a crash has left may be of another key
      await compute.deleteKeypair(keypair);
      await compute.addKeypair(keypair, key);
    }
    await obtain(
      {
        ...this.#identified(spec.id),
        make: async () => {
          const id = await compute.create(server);
          return (await compute.server(id)) ?? gone();
        },
      },
      this.#patience,
      signal,
    );
    // nova has copied it by now
    if (keypair !== null) await compute.deleteKeypair(keypair);
  }

  async #remove(server: string, signal?: AbortSignal): Promise<void> {
    const { compute } = this.#stack;
    await compute.delete(server);
    await awaited('deleted a server', this.#patience.lookMs, signal, async () => {
      return (await compute.server(server)) === null || null;
    });
  }

  async #wishOf({ vcpus, memoryMiB, seed, rescue }: GuestSpec): Promise<Wish> {
    const flavor = await this.#flavors.of(vcpus, memoryMiB);
    return { instanceId: seed.instanceId, vcpus, memoryMiB, flavor, rescue: rescue?.image ?? null };
  }

  async #disks({ volumes }: GuestSpec): Promise<string[]> {
    const found = await Promise.all(volumes.map(({ id }) => this.#volumes.require(id)));
    return found.map(({ id }) => id);
  }

  async #ports({ ports }: GuestSpec): Promise<string[]> {
    const found = await Promise.all(
      ports.map(({ id }) => this.#stack.network.list('port', { name: this.#names.of('port', id) })),
    );
    return found.map(([port]) => port?.id ?? missingPort());
  }

  #identified(guest: string) {
    const { compute } = this.#stack;
    return {
      find: () => compute.withTags(this.#names.tags(guest)),
      make: () => Promise.resolve(gone()),
      remove: ({ id }: Server) => compute.delete(id),
      order: (a: Server, b: Server) => {
        const [faultA, faultB] = [Number(a.status === 'ERROR'), Number(b.status === 'ERROR')];
        return faultA - faultB || older({ id: a.id, at: a.created }, { id: b.id, at: b.created });
      },
    };
  }
}

interface Attaching {
  /** Ids; null: something is under way. */
  there: () => Promise<string[] | null>;
  add: (id: string) => Promise<void>;
  drop: (id: string) => Promise<void>;
  /** Of what was to go: whether nova has given that up, for the guest does not let go of it. */
  holds: (id: string) => Promise<boolean>;
}

function gone(): never {
  const message = 'The server is gone that was just made: somebody else has deleted it.';
  throw new Problem('openstack-failed', message, undefined, { transient: true });
}

function missingPort(): never {
  const message = 'A port of the VM is not in the OpenStack: somebody else has deleted it.';
  throw new Problem('openstack-failed', message, undefined, { transient: true });
}

function notReleased(): Problem {
  const why = 'The guest does not let go of the device, and nova has given up waiting for it.';
  const remedy = 'Unmount it in the guest, or stop the VM; it is asked for again.';
  return new Problem('device-not-released', why, remedy, { transient: true });
}

function slotsFull(error: unknown): Problem | null {
  if (!(error instanceof Refusal) || !/PCI slot|No more available/i.test(error.message)) return null;
  return new Problem('guest-slots-full', 'The server has no slot left.', undefined, { cause: error });
}
