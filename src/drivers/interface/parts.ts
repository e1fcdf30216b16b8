import type { GuestPort, GuestSpec } from './guests.ts';

/** What must run on the backend, as the rows have it. */
export interface Wanted {
  /** Ids of the projects that have a router; how it must be was said by `applyRouter`. */
  routers: string[];
  guests: WantedGuest[];
}

export type WantedGuest = Pick<GuestSpec, 'id' | 'slot' | 'vcpus' | 'memoryMiB' | 'router' | 'volumes' | 'rescue'> & {
  ports: Pick<GuestPort, 'id'>[];
};

/** One thing that must be on the backend for what runs there. */
export interface Part {
  /** Whose it is: the backend's own, a router's or a guest's, and the id of that. */
  of: 'host' | 'router' | 'guest';
  id: string | null;
  kind:
    | 'namespace'
    | 'interface'
    | 'address'
    | 'route'
    | 'forwarding'
    | 'setting'
    | 'rules'
    | 'process'
    | 'file'
    | 'disk'
    | 'socket'
    | 'cgroup';
  /** Which one and where, for people; with the other fields it names one part. */
  detail: string;
}
