import type { ColumnType, Generated } from 'kysely';
import type { Stamp } from './columns.ts';

export interface InstancesTables {
  instance: InstanceTable;
  instance_rollback: InstanceRollbackTable;
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

/** What an instance was before the run that is under way; its failure brings that back. */
interface InstanceRollbackTable {
  instance: string;
  /** False: the run only goes forward from here. */
  reversible: Generated<boolean>;
  /** Of the backend; goes when the run has succeeded. */
  old_disk: string | null;
  flavor: string;
  vcpus: number;
  memory_mib: number;
  image: string;
  ssh_keys: string[];
  key_name: string;
  user_data: string | null;
  generation: number;
  power: 'on' | 'off';
  rescue_image: string | null;
  rescue_volume: string | null;
  /** Of the system volume, as its image. */
  disk_mib: number;
  disk_image: string | null;
}
