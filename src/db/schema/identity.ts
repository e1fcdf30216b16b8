import type { ColumnType, Generated } from 'kysely';
import type { Json, Stamp } from './columns.ts';

export interface IdentityTables {
  customer: {
    uuid: Generated<string>;
    name: string;
    slug: string;
    description: Generated<string>;
    email: Generated<string>;
    created: Stamp;
  };
  project: ProjectTable;
  app_user: {
    uuid: Generated<string>;
    username: string;
    full_name: Generated<string>;
    email: Generated<string>;
    is_staff: Generated<boolean>;
    is_active: Generated<boolean>;
    password_hash: string | null;
    created: Stamp;
  };
  role_grant: {
    uuid: Generated<string>;
    user_uuid: string;
    role: RoleName;
    customer: string | null;
    project: string | null;
    created: Stamp;
    created_by: string | null;
    expires: Date | null;
  };
  token: {
    uuid: Generated<string>;
    user_uuid: string;
    name: string;
    hash: Buffer;
    prefix: string;
    created: Stamp;
    expires: Date | null;
    last_used: Date | null;
    last_used_ip: string | null;
    kind: Generated<'api' | 'login'>;
    permissions: string[] | null;
    projects: string[] | null;
    parent: string | null;
  };
  login_failure: { who: Buffer; failures: number; last: Generated<Date> };
  ssh_key: {
    uuid: Generated<string>;
    user_uuid: string;
    name: string;
    key_type: string;
    public_key: string;
    fingerprint_md5: string;
    fingerprint_sha256: string;
    fingerprint_sha512: ColumnType<string, never, never>;
    created: Stamp;
  };
  audit_event: {
    id: Generated<string>;
    uuid: Generated<string>;
    created: Stamp;
    user_uuid: string | null;
    username: string;
    address: string;
    action: string;
    object: string | null;
    project: string | null;
    customer: string | null;
    result: EventResult;
    detail: Json<Record<string, unknown>>;
    request_id: Generated<string | null>;
  };
}

/** What came of what was done: the last three are the cloud's own doing, about a VM or volume. */
export type EventResult = 'accepted' | 'denied' | 'failed' | 'locked' | 'restarted' | 'off' | 'terminated';

export type RoleName = 'CUSTOMER.OWNER' | 'PROJECT.ADMIN' | 'PROJECT.MANAGER' | 'PROJECT.MEMBER' | 'PROJECT.READER';

interface ProjectTable {
  uuid: Generated<string>;
  customer: string;
  name: string;
  slug: string;
  description: Generated<string>;
  slot: ColumnType<number, never, never>;
  quota_instances: number;
  quota_vcpus: number;
  quota_memory_mib: number;
  quota_storage_mib: number;
  quota_floating_ips: number;
  network_revision: Generated<string>;
  network_applied: Generated<string>;
  network_error: Generated<string>;
  /** Of the request that changed the network last. */
  network_request_id: Generated<string | null>;
  created: Stamp;
  removed: Date | null;
}
