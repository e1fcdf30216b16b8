/** What the driver is told of where it works. */
export interface OpenStackSettings {
  /** Four hex digits, unique per state directory: all that is ours carries it. */
  cloud: string;
  /** What says which OpenStack it is and who we are there: see `readAccess`. */
  env: NodeJS.ProcessEnv;
  /** Name of the network that leads outside; null: the only one that there is. */
  externalNetwork: string | null;
  /** So many are kept in stock, for a member cannot choose one by its address. */
  floatingIps: number;
  /** Of cinder; null: the one that it takes by itself. */
  volumeType: string | null;
}
