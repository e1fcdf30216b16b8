import type { ColumnType, Generated } from 'kysely';

/** The tables as Kysely sees them; the migrations are the truth about constraints. */
export interface Schema {
  customer: { uuid: Generated<string>; name: string; slug: string; created: Stamp };
  project: ProjectTable;
  app_user: {
    uuid: Generated<string>;
    username: string;
    full_name: Generated<string>;
    email: Generated<string>;
    is_staff: Generated<boolean>;
    is_active: Generated<boolean>;
    created: Stamp;
  };
  role_grant: { user_uuid: string; role: RoleName; customer: string | null; project: string | null };
  token: {
    uuid: Generated<string>;
    user_uuid: string;
    name: string;
    hash: Buffer;
    prefix: string;
    created: Stamp;
    expires: Date | null;
    last_used: Date | null;
  };
  ssh_key: {
    uuid: Generated<string>;
    user_uuid: string;
    name: string;
    key_type: string;
    public_key: string;
    fingerprint_md5: string;
    fingerprint_sha256: string;
    created: Stamp;
  };
  audit_event: {
    id: Generated<string>;
    created: Stamp;
    user_uuid: string | null;
    username: string;
    address: string;
    action: string;
    object: string | null;
    project: string | null;
    result: string;
    detail: Json<Record<string, unknown>>;
  };
  category: { uuid: Generated<string>; name: string; title: string; description: Generated<string> };
  flavor: {
    uuid: Generated<string>;
    name: string;
    vcpus: number;
    memory_mib: number;
    disk_mib: number;
    created: Stamp;
  };
  offering: {
    uuid: Generated<string>;
    category: string;
    name: string;
    description: Generated<string>;
    flavor: string | null;
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
  network: {
    uuid: Generated<string>;
    project: string | null;
    name: string;
    description: Generated<string>;
    slot: number;
    created: Stamp;
  };
  subnet: {
    uuid: Generated<string>;
    network: string;
    project: string | null;
    name: string;
    description: Generated<string>;
    cidr: string;
    gateway: string;
    pool_first: string;
    pool_last: string;
    pool_cursor: string;
    dns_nameservers: Generated<string[]>;
    created: Stamp;
  };
  security_group: {
    uuid: Generated<string>;
    project: string;
    name: string;
    description: Generated<string>;
    created: Stamp;
  };
  security_group_rule: {
    id: Generated<string>;
    security_group: string;
    direction: 'ingress' | 'egress';
    ethertype: 'IPv4' | 'IPv6';
    protocol: 'tcp' | 'udp' | 'icmp' | null;
    from_port: number | null;
    to_port: number | null;
    cidr: string | null;
    remote_group: string | null;
    description: Generated<string>;
  };
  port: {
    uuid: Generated<string>;
    project: string;
    network: string;
    instance: string | null;
    position: Generated<number>;
    mac: string;
    plugged: Generated<boolean>;
    created: Stamp;
  };
  port_security_group: { port: string; security_group: string };
  floating_ip: {
    uuid: Generated<string>;
    project: string;
    port: string | null;
    automatic: Generated<boolean>;
    created: Stamp;
  };
  address: { subnet: string; address: string; port: string | null; floating_ip: string | null };
  instance: InstanceTable;
  volume: {
    uuid: Generated<string>;
    project: string;
    instance: string | null;
    position: Generated<number>;
    name: string;
    size_mib: number;
    image: string | null;
    created: Stamp;
  };
  workflow: WorkflowTable;
  workflow_step: WorkflowStepTable;
  workflow_event: { id: Generated<string>; workflow: string; created: Stamp; data: Json<Record<string, unknown>> };
  step_duration: { kind: string; step: string; key: string; mean_ms: number };
  order: OrderTable;
  idempotency_key: {
    user_uuid: string;
    key: string;
    request_hash: string;
    status: number;
    location: string | null;
    body: Json<Record<string, unknown>>;
    created: Stamp;
  };
}

type Stamp = ColumnType<Date, never, never>;
type Json<T> = ColumnType<T, string, string>;

export type RoleName = 'CUSTOMER.OWNER' | 'PROJECT.ADMIN' | 'PROJECT.MANAGER' | 'PROJECT.MEMBER';

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
  created: Stamp;
  removed: Date | null;
}

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
  state: 'pending' | 'ready' | 'erred';
  error_message: Generated<string>;
  size_bytes: string | null;
  created: Stamp;
  removed: Date | null;
}

export type ImageSource =
  | { kind: 'builtin'; name: 'tiny' | 'debian-12' }
  | { kind: 'url'; url: string }
  | { kind: 'upload' };

export type InstanceState = 'CREATING' | 'OK' | 'UPDATING' | 'DELETING' | 'ERRED' | 'TERMINATED';
export type RuntimeState = 'BUILDING' | 'ACTIVE' | 'SHUTOFF' | 'REBOOT' | 'ERROR';

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
  created_by: string | null;
  created: Stamp;
  modified: Generated<Date>;
  started: Date | null;
  terminated: Date | null;
}

/** A failure as rows keep it and the API shows it; see `Problem`. */
export interface StoredProblem {
  code: string;
  message: string;
  constraint: string;
  remedy: string;
}

export type WorkflowState = 'running' | 'undoing' | 'succeeded' | 'failed' | 'cancelled';

interface WorkflowTable {
  uuid: string;
  kind: string;
  subject: string;
  input: Json<Record<string, unknown>>;
  state: WorkflowState;
  cancel_requested: Generated<boolean>;
  wake_seq: Generated<string>;
  due: Date | null;
  estimate_key: Generated<string>;
  error: ColumnType<StoredProblem | null, string | null, string | null>;
  created: Stamp;
  finished: Date | null;
}

export type StepState = 'pending' | 'running' | 'waiting' | 'done' | 'failed' | 'undoing' | 'undone';

interface WorkflowStepTable {
  workflow: string;
  position: number;
  name: string;
  state: Generated<StepState>;
  attempt: Generated<number>;
  failures: Generated<number>;
  started: Date | null;
  finished: Date | null;
  progress: Generated<number>;
  message: Generated<string>;
  error: ColumnType<StoredProblem | null, string | null, string | null>;
  estimate_ms: number | null;
}

export type OrderState = 'executing' | 'done' | 'erred' | 'canceled';

interface OrderTable {
  uuid: Generated<string>;
  type: 'Create' | 'Update' | 'Terminate';
  project: string;
  offering: string;
  plan: string | null;
  instance: string;
  state: OrderState;
  attributes: Json<Record<string, unknown>>;
  limits: ColumnType<Record<string, number>, string | undefined, string>;
  error: ColumnType<StoredProblem | null, string | null, string | null>;
  created_by: string | null;
  created: Stamp;
  modified: Generated<Date>;
  completed: Date | null;
}
