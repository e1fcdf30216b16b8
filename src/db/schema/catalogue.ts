import type { ColumnType, Generated } from 'kysely';
import type { Json, Stamp } from './columns.ts';

export interface CatalogueTables {
  category: { uuid: Generated<string>; name: string; title: string; description: Generated<string> };
  flavor: {
    uuid: Generated<string>;
    name: string;
    vcpus: number;
    memory_mib: number;
    disk_mib: number;
    created: Stamp;
    removed: Date | null;
  };
  offering: {
    uuid: Generated<string>;
    category: string;
    name: string;
    description: Generated<string>;
    flavor: string | null;
    type: Generated<OfferingType>;
    state: Generated<'Draft' | 'Active' | 'Paused' | 'Archived'>;
    created: Stamp;
  };
  plan: {
    uuid: Generated<string>;
    offering: string;
    name: string;
    description: Generated<string>;
    unit: 'month' | 'day' | 'hour';
    unit_price: ColumnType<string, string | undefined>;
    archived: Generated<boolean>;
  };
  image: ImageTable;
}

export type OfferingType = 'OpenStack.Instance' | 'OpenStack.Volume';

interface ImageTable {
  uuid: Generated<string>;
  project: string | null;
  name: string;
  description: Generated<string>;
  ssh_user: string;
  readiness: 'agent' | 'cloud-init' | 'ssh' | 'none';
  min_disk_mib: number;
  min_memory_mib: number;
  source: Json<ImageSource>;
  sha256: string | null;
  /** `pending`: becomes ready on first use or by an upload; `importing`: is being made ready now. */
  state: 'pending' | 'importing' | 'ready' | 'erred';
  error_message: Generated<string>;
  size_bytes: string | null;
  /** Which entry of the catalogue it came from. */
  catalogue: string | null;
  /** A SHA256SUMS or CHECKSUM file that names the image's; fetched when the image is. */
  checksum_url: string | null;
  is_rescue_image: Generated<boolean>;
  /** As the guest sees it, MiB; null: not known yet. */
  disk_mib: number | null;
  created: Stamp;
  removed: Date | null;
}

export type ImageSource =
  | { kind: 'builtin'; name: 'tiny' | 'debian-12' }
  | { kind: 'url'; url: string }
  | { kind: 'upload' }
  | { kind: 'volume'; volume: string };
