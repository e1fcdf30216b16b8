/** What a backend needs its time for. */
export type Operation =
  /** An image is brought, built or uploaded. */
  | 'image'
  /** An image is made of a volume, or a volume of a snapshot. */
  | 'capture'
  /** The network of a project changes, and the cards of a guest with it. */
  | 'network'
  /** A volume or a snapshot is made or deleted, or a volume extended. */
  | 'volume'
  /** The volume that a guest boots from is replaced, or grows while the guest is off. */
  | 'disk'
  /** A volume comes to a guest or leaves it. */
  | 'attach'
  | 'start'
  | 'stop'
  /** A guest boots until it answers. */
  | 'ready'
  /** A guest is removed, with what it has but for its volumes. */
  | 'remove';
