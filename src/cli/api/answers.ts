/** Answers of the API as far as the command line reads them. Sizes are MiB, durations ms, times ISO 8601. */

export interface List<T> {
  next: string | null;
  previous: string | null;
  count: number;
  results: T[];
}

export interface Named {
  uuid: string;
  name: string;
}

export interface Failure {
  code: string;
  message: string;
  constraint: string;
  remedy: string;
}

export interface Step {
  name: string;
  title: string;
  state: 'pending' | 'running' | 'waiting' | 'done' | 'failed' | 'undoing' | 'undone';
  attempt: number;
  duration_ms: number | null;
  /** 0..1 */
  progress: number;
  message: string;
  estimate_ms: number | null;
  error: Failure | null;
}

export interface Order {
  uuid: string;
  type: string;
  state: 'Creating' | 'Success' | 'Erred' | 'Canceled';
  created: string;
  /** It holds nothing until somebody approves it. */
  awaits_approval: boolean;
  request_comment: string | null;
  consumer_reviewed_by: string | null;
  resource_uuid: string;
  resource_name: string;
  error_message: string;
  error: Failure | null;
  ready: boolean | null;
  elapsed_ms: number;
  remaining_ms: number | null;
  steps: Step[];
}

export interface Preflight {
  quote: string;
  quote_expires: string;
  price: { unit_price: string; unit: string };
  needs_approval: boolean;
  quotas: Record<string, { left: number }>;
  capacity: { vcpus: number; memory_mib: number; disk_mib: number; floating_ips: number };
  estimate_ms: number | null;
  makes: { volumes: { name: string; size: number }[]; ports: number; floating_ips: { new: number; reused: number } };
}

export interface Resource extends Named {
  state: 'Creating' | 'OK' | 'Updating' | 'Erred' | 'Terminating' | 'Terminated';
  runtime_state: 'building' | 'active' | 'stopped' | 'reboot' | 'rescue' | 'error';
  image_name: string;
  flavor_name: string;
  project_uuid: string;
  project_name: string;
  cores: number;
  ram: number;
  disk: number;
  ssh_user: string;
  internal_ips: string[];
  external_ips: string[];
  readiness: {
    ready: boolean;
    stage: 'booting' | 'network' | 'ssh' | 'cloud-init' | 'ready';
    cloud_init: { result: string; detail: string } | null;
    host_keys: { type: string; public_key: string; fingerprint_sha256: string }[];
  };
  accelerator: string | null;
  creation_order: { uuid: string } | null;
  termination_protection: boolean;
  /** A day, in UTC. */
  end_date: string | null;
  offering_uuid: string;
  plan_name: string;
  rescue_image_name: string | null;
  error_message: string;
  /** What is being done. */
  action: string;
  action_details: { message?: string; step?: string; step_message?: string };
  created: string;
}

export interface Offering extends Named {
  description: string;
  type: 'OpenStack.Instance' | 'OpenStack.Volume';
  category: Named;
  flavor: string | null;
  plans: { uuid: string; name: string; unit: string; unit_price: string }[];
}

export interface Image extends Named {
  ssh_user: string;
  min_disk: number;
  min_ram: number;
  state: 'pending' | 'importing' | 'ready' | 'erred';
  /** 0..1 while it is being made ready, else null. */
  progress: number | null;
  message: string;
  error_message: string;
  /** Key of the well-known image that it is. */
  catalogue: string | null;
  source_url: string | null;
}

/** What a running VM takes. */
export interface Usage {
  started: string;
  cpu_percent: number;
  interval_seconds: number;
  cores: number;
  memory_bytes: number;
  /** MiB. */
  ram: number;
  disks: { read_bytes: number; written_bytes: number }[];
  ports: { received_bytes: number; sent_bytes: number }[];
}

export interface Flavor extends Named {
  cores: number;
  ram: number;
  disk: number;
}

export interface Subnet extends Named {
  cidr: string;
  gateway_ip: string | null;
  network_name: string;
  allocation_pools: { start: string; end: string }[];
  dns_nameservers: string[];
  host_routes: HostRoute[];
  error_message: string;
}

export interface HostRoute {
  destination: string;
  nexthop: string;
}

export interface FloatingIp {
  uuid: string;
  address: string;
  state: string;
  error_message: string;
  resource_name: string | null;
}

export interface Check {
  name: string;
  ok: boolean;
  detail: string;
  remedy: string;
}

export interface Status {
  version: string;
  driver: string;
  home: string;
  accelerator: 'kvm' | 'tcg' | 'none' | null;
  evidence: string;
  floating_pool: string | null;
  database: string;
  preparation: {
    seq: number;
    state: 'running' | 'done' | 'erred';
    message: string;
    /** 0..1 */
    fraction: number;
    error: Failure | null;
  };
  counts: { instances: number; running: number; orders_executing: number };
}

export interface Volume extends Named {
  state: string;
  runtime_state: string;
  size: number;
  image_name: string;
  instance_name: string;
  device: string;
  error_message: string;
  created: string;
}
