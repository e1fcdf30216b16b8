import { isUuid } from '../../common/uuid.ts';

/** What of ours an OpenStack has by name; a server has it as tags, an image as its id. */
export type NamedKind =
  | 'volume'
  | 'snapshot'
  | 'router'
  | 'network'
  | 'subnet'
  | 'port'
  | 'group'
  | 'gateway'
  | 'key'
  | 'trash'
  | 'capture';

/** The one place that turns ids into what OpenStack knows our things by, and back: no user string ever becomes one. */
export class Names {
  /** On all that is ours. */
  readonly cloud: string;

  /** `cloud`: four hex digits, unique per state directory. */
  constructor(cloud: string) {
    this.cloud = `slipway-${cloud}`;
  }

  of(kind: NamedKind, id: string): string {
    return `${this.cloud}-${kind}-${id}`;
  }

  /** What a thing of this name is of ours; null: nothing. */
  read(name: string | null): { kind: NamedKind; id: string } | null {
    const [, kind, id = ''] = new RegExp(`^${this.cloud}-([a-z]+)-(.+)$`).exec(name ?? '') ?? [];
    return kind === undefined || !isUuid(id) ? null : { kind: kind as NamedKind, id };
  }

  /** What a volume says of itself to operators; it is found by its name. */
  metadata(volume: string): Record<string, string> {
    return { slipway: this.cloud, slipway_id: volume };
  }

  /** By which a server is found. */
  tags(guest: string): string[] {
    return [this.cloud, guest];
  }

  /** The guest that a server is; null: it is none of ours. */
  guestOf(tags: string[]): string | null {
    return tags.includes(this.cloud) ? (tags.find((tag) => isUuid(tag)) ?? null) : null;
  }

  /** What all things of one project's network are described as. */
  ofRouter(router: string): string {
    return `${this.cloud}-${router}`;
  }
}
