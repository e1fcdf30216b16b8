import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Stamp } from './columns.ts';

export interface InstancesTables {
  instance: InstanceTable;
  hidden_disk: { uuid: string; instance: string };
  used_image: { uuid: string };
}

export type InstanceState = 'CREATING' | 'OK' | 'UPDATING' | 'DELETING' | 'ERRED' | 'TERMINATED';
export type RuntimeState = 'BUILDING' | 'ACTIVE' | 'SHUTOFF' | 'REBOOT' | 'RESCUE' | 'ERROR';

/** What was seen of a guest since it was last started; times are epoch ms. */
export interface Readiness {
  network?: number;
  ssh?: number;
  cloudInit?: { at: number; result: 'done' | 'degraded' | 'error'; detail: string };
  hostKeys?: string[];
}

/** Columns of an instance and of its system volume with the values that they had before a run that may fail. */
export interface Replaced {
  instance: Partial<Pick<Selectable<InstanceTable>, ReplaceableColumn>>;
  volume: { size_mib?: number; image?: string | null };
}

type ReplaceableColumn =
  | 'flavor'
  | 'vcpus'
  | 'memory_mib'
  | 'image'
  | 'ssh_keys'
  | 'key_name'
  | 'user_data'
  | 'generation'
  | 'power'
  | 'rescue_image'
  | 'rescue_volume';

interface InstanceTable {
  uuid: Generated<string>;
  project: string;
  offering: string;
  plan: string;
  image: string;
  flavor: string;
  name: string;
  description: Generated<string>;
  vcpus: number;
  memory_mib: number;
  ssh_keys: string[];
  key_name: Generated<string>;
  user_data: string | null;
  power: Generated<'on' | 'off'>;
  state: InstanceState;
  runtime_state: Generated<RuntimeState>;
  error_message: Generated<string>;
  reserved: Generated<boolean>;
  auto_restart: Generated<boolean>;
  crashes: Generated<number>;
  slot: number | null;
  readiness: ColumnType<Readiness, string | undefined, string>;
  termination_protection: Generated<boolean>;
  action: Generated<string>;
  action_details: ColumnType<Record<string, string>, string | undefined, string>;
  generation: Generated<number>;
  replaced: ColumnType<Replaced | null, string | null | undefined, string | null>;
  rescue_image: string | null;
  rescue_volume: string | null;
  /** From its beginning in UTC on the instance is to go. */
  end_date: string | null;
  end_date_requested_by: string | null;
  created_by: string | null;
  created: Stamp;
  modified: Generated<Date>;
  started: Date | null;
  terminated: Date | null;
}
