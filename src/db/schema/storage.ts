import type { ColumnType, Generated } from 'kysely';
import type { Stamp } from './columns.ts';

export interface StorageTables {
  volume: VolumeTable;
  volume_type: { uuid: Generated<string>; name: string; description: Generated<string> };
}

export type VolumeState = 'CREATING' | 'OK' | 'UPDATING' | 'DELETING' | 'ERRED' | 'TERMINATED';
export type VolumeRuntimeState = 'creating' | 'available' | 'in-use' | 'deleting' | 'deleted' | 'error';

interface VolumeTable {
  uuid: Generated<string>;
  project: string;
  instance: string | null;
  position: Generated<number>;
  name: string;
  description: Generated<string>;
  size_mib: number;
  image: string | null;
  type: string;
  offering: string | null;
  plan: string | null;
  state: VolumeState;
  runtime_state: ColumnType<VolumeRuntimeState, never, never>;
  error_message: Generated<string>;
  reserved: Generated<boolean>;
  end_date: string | null;
  end_date_requested_by: string | null;
  created_by: string | null;
  created: Stamp;
  modified: Generated<Date>;
}
