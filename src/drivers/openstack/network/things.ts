import type { Kind, Network, Thing } from '../client/network.ts';
import type { NamedKind, Names } from '../names.ts';
import { obtain } from '../obtain.ts';
import type { Patience } from '../wait.ts';

/** How neutron calls what we have there. */
const KINDS = {
  router: 'router',
  network: 'network',
  subnet: 'subnet',
  port: 'port',
  gateway: 'port',
  group: 'security-group',
} as const satisfies Partial<Record<NamedKind, Kind>>;

export type OurKind = keyof typeof KINDS;
type Have = { [K in Kind]?: Thing<K>[] };
type Of<K extends OurKind> = Thing<(typeof KINDS)[K]>;

/** All of one project's network that an OpenStack has: it is known by its description, and each thing by its name. */
export class Things {
  readonly #network: Network;
  readonly #names: Names;
  readonly #description: string;
  readonly #patience: Patience;
  readonly #have: Have;

  private constructor(network: Network, names: Names, description: string, patience: Patience, have: Have) {
    this.#network = network;
    this.#names = names;
    this.#description = description;
    this.#patience = patience;
    this.#have = have;
  }

  static async read(network: Network, names: Names, router: string, patience: Patience): Promise<Things> {
    const description = names.ofRouter(router);
    const [routers, networks, subnets, ports, groups] = await Promise.all([
      network.list('router', { description }),
      network.list('network', { description }),
      network.list('subnet', { description }),
      network.list('port', { description }),
      network.list('security-group', { description }),
    ]);
    const have = { router: routers, network: networks, subnet: subnets, port: ports, 'security-group': groups };
    return new Things(network, names, description, patience, have);
  }

  /** With our id of each; of other names nothing. */
  all<K extends OurKind>(kind: K): { id: string; thing: Of<K> }[] {
    const things = (this.#have[KINDS[kind]] ?? []) as Of<K>[];
    return things.flatMap((thing) => {
      const read = this.#names.read(thing.name);
      return read?.kind === kind ? [{ id: read.id, thing }] : [];
    });
  }

  /** The one of this id, made of these fields when there is none. */
  ensure<K extends OurKind>(kind: K, id: string, fields: Record<string, unknown>): Promise<Of<K>> {
    const name = this.#names.of(kind, id);
    const word = KINDS[kind] as Kind;
    let known: Of<K>[] | null = this.all(kind).flatMap((each) => (each.id === id ? [each.thing] : []));
    const find = async (): Promise<Of<K>[]> => {
      // what was listed just now; whether a create came to be only another look can tell
      const found = known ?? ((await this.#network.list(word, { name })) as Of<K>[]);
      known = null;
      return found;
    };
    const make = () => this.#network.create(word, { ...fields, name, description: this.#description });
    return obtain(
      {
        find,
        make: make as () => Promise<Of<K>>,
        remove: (other) => this.#network.delete(word, other.id),
        order: (a, b) => (a.id < b.id ? -1 : 1),
      },
      this.#patience,
    );
  }

  /** Takes away those that are not wanted. */
  async keep(kind: OurKind, wanted: ReadonlySet<string>): Promise<void> {
    for (const { id, thing } of this.all(kind)) {
      if (!wanted.has(id)) await this.#network.delete(KINDS[kind], thing.id);
    }
  }
}
