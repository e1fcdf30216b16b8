// Written by test/db/schema-file.ts from a migrated database; test/db/schema.test.ts holds that it is as that is.
import type { Generated } from 'kysely';
import type { DefaultJson, Json, NullableJson, ReadOnly } from './columns.ts';

/** The words that a column may hold, by the constraints of the database. */
export const enums = {
  'audit_event.auth_method': ['password', 'pat'],
  'audit_event.result': [
    'accepted',
    'denied',
    'failed',
    'locked',
    'restarted',
    'off',
    'terminated',
    'succeeded',
    'canceled',
  ],
  'backend.disk_level': ['ok', 'low', 'critical'],
  'backup.state': ['CREATING', 'OK', 'DELETING', 'ERRED', 'TERMINATED'],
  'backup_copy.state': ['CREATING', 'OK', 'UPDATING', 'DELETING', 'ERRED', 'TERMINATED'],
  'deleted_resource.state': ['OK', 'DELETING', 'ERRED'],
  'host.disk_level': ['ok', 'low', 'critical'],
  'image.readiness': ['agent', 'cloud-init', 'ssh', 'none'],
  'image.state': ['pending', 'importing', 'ready', 'erred'],
  'instance.end_action': ['delete', 'stop'],
  'instance.power': ['on', 'off'],
  'instance.runtime_state': ['BUILDING', 'ACTIVE', 'SHUTOFF', 'REBOOT', 'RESCUE', 'ERROR', 'PAUSED'],
  'instance.state': ['CREATING', 'OK', 'UPDATING', 'DELETING', 'ERRED', 'TERMINATED'],
  'instance_rollback.power': ['on', 'off'],
  'offering.state': ['Draft', 'Active', 'Paused', 'Archived'],
  'offering.type': ['OpenStack.Instance', 'OpenStack.Volume'],
  'order.state': ['pending-consumer', 'executing', 'done', 'erred', 'canceled', 'rejected'],
  'order.type': ['Create', 'Update', 'Terminate'],
  'plan.unit': ['month', 'day', 'hour'],
  'project.end_action': ['delete', 'stop'],
  'role_grant.role': ['CUSTOMER.OWNER', 'PROJECT.ADMIN', 'PROJECT.MANAGER', 'PROJECT.MEMBER', 'PROJECT.READER'],
  'security_group_rule.direction': ['ingress', 'egress'],
  'security_group_rule.ethertype': ['IPv4', 'IPv6'],
  'server_group.policy': ['affinity', 'anti-affinity', 'soft-affinity', 'soft-anti-affinity'],
  'snapshot.runtime_state': ['creating', 'available', 'error', 'deleting', 'deleted'],
  'snapshot.state': ['CREATING', 'OK', 'DELETING', 'ERRED', 'TERMINATED'],
  'token.kind': ['api', 'login'],
  'volume.runtime_state': ['creating', 'available', 'in-use', 'deleting', 'deleted', 'error'],
  'volume.state': ['CREATING', 'OK', 'UPDATING', 'DELETING', 'ERRED', 'TERMINATED'],
  'workflow.state': ['queued', 'running', 'undoing', 'succeeded', 'failed', 'cancelled'],
  'workflow_step.state': ['pending', 'running', 'waiting', 'done', 'failed', 'undoing', 'undone'],
} as const;

type Enums = typeof enums;
export type Enum<Column extends keyof Enums> = Enums[Column][number];

/** The tables and views as Kysely sees them. */
export interface Schema {
  address: {
    subnet: string;
    address: string;
    port: string | null;
    floating_ip: string | null;
  };
  app_user: {
    uuid: Generated<string>;
    username: string;
    full_name: Generated<string>;
    email: Generated<string>;
    is_staff: Generated<boolean>;
    is_active: Generated<boolean>;
    created: ReadOnly<Date>;
    password_hash: string | null;
    modified: Generated<Date>;
    removed: Date | null;
  };
  audit_event: {
    id: ReadOnly<string>;
    created: ReadOnly<Date>;
    user_uuid: string | null;
    username: string;
    address: string;
    action: string;
    object: string | null;
    project: string | null;
    result: Enum<'audit_event.result'>;
    detail: DefaultJson<'audit_event.detail'>;
    uuid: Generated<string>;
    customer: string | null;
    request_id: string | null;
    message: Generated<string>;
    /** when it happened */
    object_name: Generated<string>;
    auth_method: Enum<'audit_event.auth_method'> | null;
    /** the API token that it was done with */
    token: string | null;
  };
  backend: {
    cloud: string;
    /** NULL: nobody has started with it since it has this column */
    driver: string | null;
    vcpus: Generated<number>;
    memory_mib: Generated<number>;
    disk_mib: Generated<number>;
    disk_free_mib: Generated<number>;
    /** of what disk_claim promises, so much was on the disk when disk_free_mib was measured */
    disk_written_mib: Generated<number>;
    disk_level: Generated<Enum<'backend.disk_level'>>;
    capabilities: DefaultJson<'backend.capabilities'>;
    /** that the backend has in stock; NULL: all of the pool of the cloud */
    floating_addresses: string[] | null;
    /** what others let the backend have at most, and what of it is used */
    quotas: DefaultJson<'backend.quotas'>;
    /** NULL: never */
    measured: Date | null;
    created: ReadOnly<Date>;
    /** since when the settings have it no more */
    removed: Date | null;
    /** processors and memory that a VM may have there; NULL: any */
    sizes: NullableJson<'backend.sizes'>;
  };
  backup: {
    uuid: Generated<string>;
    project: string;
    instance: string;
    name: string;
    description: Generated<string>;
    /** what the VM was at that moment */
    vm: Json<'backup.vm'>;
    /** its volumes are kept as they were at one moment; false: one after another */
    at_once: boolean;
    state: Enum<'backup.state'>;
    error_message: Generated<string>;
    /** deleted after that; null: kept until somebody deletes it */
    kept_until: Date | null;
    created_by: string | null;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    /** that has made it and may delete it; null: none */
    schedule: string | null;
    /** the time of the schedule for which it was made */
    due: Date | null;
    state_since: Generated<Date>;
  };
  backup_copy: {
    uuid: Generated<string>;
    project: string;
    /** that it is a copy of; NULL: nothing is known of that any more */
    backup: string | null;
    /** where it is, as the settings call it */
    target: string;
    name: string;
    /** the VM that it is of, which may be gone for good */
    instance: string;
    instance_name: string;
    /** what the VM was at that moment */
    vm: Json<'backup_copy.vm'>;
    /** in the order of the disks of the VM, the one that boots first */
    volumes: Json<'backup_copy.volumes'>;
    offering: string;
    plan: string;
    /** when the backup was made */
    backed_up: Date;
    /** UPDATING: it is being verified */
    state: Enum<'backup_copy.state'>;
    error_message: Generated<string>;
    /** what had to be sent, the rest was there; NULL: it is not there yet */
    sent_mib: number | null;
    /** when all of it was read back last */
    verified: Date | null;
    /** what was wrong with it then; empty: nothing */
    damage: Generated<string>;
    created_by: string | null;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    state_since: Generated<Date>;
    /** by which it was made, and that says how long it is kept; NULL: by somebody */
    schedule: string | null;
    /** the time of the schedule that its backup is of */
    due: Date | null;
  };
  category: {
    uuid: Generated<string>;
    name: string;
    title: string;
    description: Generated<string>;
  };
  cloud: {
    /** as in cloud.json of the state directory */
    uuid: string;
    /** there is one row at most */
    one: Generated<boolean>;
    /** in the name of everything that it has on a backend; NULL: no start of this version has written it yet */
    short: string | null;
    /** of all nodes; NULL: as above */
    driver: string | null;
    /** of floating IPs, before there are any; NULL: as above */
    first_pool: string | null;
  };
  console_ticket: {
    hash: Buffer;
    user_uuid: string;
    /** of the token that asked for it: whoever has that must still be allowed to */
    token_hash: Buffer;
    /** where that came from */
    address: string;
    instance: string;
    /** false: the serial console */
    screen: boolean;
    used: Generated<boolean>;
    expires: Date;
  };
  customer: {
    uuid: Generated<string>;
    name: string;
    slug: string;
    created: ReadOnly<Date>;
    description: Generated<string>;
    email: Generated<string>;
    modified: Generated<Date>;
    removed: Date | null;
  };
  deleted_resource: {
    /** of the VM or the volume */
    uuid: string;
    project: string;
    instance: string | null;
    volume: string | null;
    /** what the VM had and has given back, to be taken again as far as it is free */
    vm: NullableJson<'deleted_resource.vm'>;
    /** DELETING: nothing of it comes back any more */
    state: Generated<Enum<'deleted_resource.state'>>;
    error_message: Generated<string>;
    deleted_by: string | null;
    deleted: Generated<Date>;
    /** deleted for good after that, or once its project is */
    kept_until: Date;
    modified: Generated<Date>;
  };
  disk_claim: {
    kind: string | null;
    uuid: string | null;
    mib: number | null;
    cloud: string | null;
  };
  disk_figure: {
    cloud: string;
    slot: number;
    /** the beginning of the hour in which it was measured first */
    at: Date;
    free_mib: number;
  };
  flavor: {
    uuid: Generated<string>;
    name: string;
    vcpus: number;
    memory_mib: number;
    disk_mib: number;
    created: ReadOnly<Date>;
    removed: Date | null;
  };
  floating_ip: {
    uuid: Generated<string>;
    project: string;
    port: string | null;
    automatic: Generated<boolean>;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    description: Generated<string>;
    revision: Generated<string>;
  };
  hidden_disk: {
    uuid: string | null;
    instance: string | null;
  };
  host: {
    /** there is one row: the host as it was measured last */
    one: Generated<boolean>;
    vcpus: number;
    memory_mib: number;
    disk_mib: number;
    disk_free_mib: number;
    /** of what disk_claim promises, so much was on the disk when disk_free_mib was measured */
    disk_written_mib: number;
    disk_level: Generated<Enum<'host.disk_level'>>;
    measured: Generated<Date>;
    capabilities: DefaultJson<'host.capabilities'>;
    /** that the backend has in stock; NULL: all of the pool of the cloud */
    floating_addresses: string[] | null;
    /** what others let the backend have at most, and what of it is used */
    backend_quotas: DefaultJson<'host.backend_quotas'>;
  };
  idempotency_key: {
    user_uuid: string;
    key: string;
    request_hash: string;
    status: number;
    location: string | null;
    /** null: nobody was answered yet, or the answer had a secret */
    body: NullableJson<'idempotency_key.body'>;
    created: ReadOnly<Date>;
    /** whose request was answered; null: not known, and nobody is answered so */
    token: string | null;
    /** stands in the answer for the address by which a client knows us */
    base: Generated<string>;
    /** what was asked; null: as it was before this column, and request_hash is made of something else */
    route: string | null;
    /** what came of it, from which an answer is made that has not been kept, or in the other dialect */
    done: NullableJson<'idempotency_key.done'>;
    /** of the answer, beside the location */
    headers: DefaultJson<'idempotency_key.headers'>;
  };
  image: {
    uuid: Generated<string>;
    /** null: public */
    project: string | null;
    name: string;
    description: Generated<string>;
    ssh_user: string;
    readiness: Enum<'image.readiness'>;
    min_disk_mib: number;
    min_memory_mib: number;
    source: Json<'image.source'>;
    sha256: string | null;
    /** pending: becomes ready on first use or by an upload; importing: is being made ready now */
    state: Enum<'image.state'>;
    error_message: Generated<string>;
    size_bytes: string | null;
    created: ReadOnly<Date>;
    removed: Date | null;
    /** which entry of the catalogue it came from */
    catalogue: string | null;
    /** a SHA256SUMS or CHECKSUM file that names the image's; fetched when the image is */
    checksum_url: string | null;
    is_rescue_image: Generated<boolean>;
    /** as the guest sees it; null: not known yet */
    disk_mib: number | null;
    /** of the request that wanted it brought or removed last */
    request_id: string | null;
    /** of the disk: while it is brought, the most that this takes; then what it has */
    claim_mib: Generated<number>;
    modified: Generated<Date>;
    /** the only one that has what was uploaded or made there; NULL: it can be brought to any */
    cloud: string | null;
  };
  image_copy: {
    image: string;
    cloud: string;
    /** NULL: it is not whole */
    size_bytes: string | null;
    /** of the disk: while it is brought, the most that this takes; then what it has */
    claim_mib: Generated<number>;
  };
  instance: {
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
    /** what the owner wants; state and runtime_state are what is */
    power: Generated<Enum<'instance.power'>>;
    state: Enum<'instance.state'>;
    runtime_state: Generated<Enum<'instance.runtime_state'>>;
    error_message: Generated<string>;
    /** counts against quota and owns addresses */
    reserved: Generated<boolean>;
    auto_restart: Generated<boolean>;
    crashes: Generated<number>;
    slot: number | null;
    readiness: DefaultJson<'instance.readiness'>;
    created_by: string | null;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    started: Date | null;
    terminated: Date | null;
    termination_protection: Generated<boolean>;
    action: Generated<string>;
    action_details: DefaultJson<'instance.action_details'>;
    generation: Generated<number>;
    rescue_image: string | null;
    rescue_volume: string | null;
    /** from its beginning in UTC on it is to go */
    end_date: string | null;
    end_date_requested_by: string | null;
    metadata: DefaultJson<'instance.metadata'>;
    server_group: string | null;
    /** hours before its end date: the last warning that was given of it; null: none */
    end_warned: number | null;
    /** from then on it is deleted, or stopped and stays so; whoever asked for it orders that */
    ends_at: Date | null;
    /** what happens to it at its end */
    end_action: Generated<Enum<'instance.end_action'>>;
  };
  instance_rollback: {
    /** what it was before the run that is under way, whose failure brings that back */
    instance: string;
    /** false: the run only goes forward from here */
    reversible: Generated<boolean>;
    /** of the backend; goes when the run has succeeded */
    old_disk: string | null;
    flavor: string;
    vcpus: number;
    memory_mib: number;
    image: string;
    ssh_keys: string[];
    key_name: string;
    user_data: string | null;
    generation: number;
    power: Enum<'instance_rollback.power'>;
    rescue_image: string | null;
    rescue_volume: string | null;
    /** of the system volume, as its image */
    disk_mib: number;
    disk_image: string | null;
  };
  login_failure: {
    who: Buffer;
    failures: number;
    last: Generated<Date>;
  };
  login_link: {
    user_uuid: string;
    hash: Buffer;
    /** the token that made it, and takes it along */
    made_by: string;
    expires: Date;
  };
  network: {
    uuid: Generated<string>;
    /** null: an external network, which floating IPs come from */
    project: string | null;
    name: string;
    description: Generated<string>;
    slot: number;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
  };
  object_change: {
    object: string;
    kind: string;
    project: string;
    /** the last that changed it: pg_current_xact_id() */
    transaction: string;
    changed: Date;
  };
  offering: {
    uuid: Generated<string>;
    category: string;
    name: string;
    description: Generated<string>;
    flavor: string | null;
    state: Generated<Enum<'offering.state'>>;
    created: ReadOnly<Date>;
    type: Generated<Enum<'offering.type'>>;
    cloud: Generated<string>;
  };
  order: {
    uuid: Generated<string>;
    type: Enum<'order.type'>;
    project: string;
    offering: string;
    plan: string | null;
    /** this or the volume is what was ordered */
    instance: string | null;
    /** pending-consumer: waits until somebody who may approve it does */
    state: Enum<'order.state'>;
    attributes: DefaultJson<'order.attributes'>;
    limits: DefaultJson<'order.limits'>;
    error: NullableJson<'order.error'>;
    created_by: string | null;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    completed: Date | null;
    volume: string | null;
    cost: string | null;
    slug: string | null;
    request_comment: string | null;
    start_date: string | null;
    old_plan: string | null;
    reviewed_by: string | null;
    reviewed: Date | null;
    /** of the request that placed it */
    request_id: string | null;
  };
  plan: {
    uuid: Generated<string>;
    offering: string;
    name: string;
    description: Generated<string>;
    unit: Enum<'plan.unit'>;
    unit_price: Generated<string>;
    archived: Generated<boolean>;
  };
  port: {
    uuid: Generated<string>;
    project: string;
    network: string;
    instance: string | null;
    position: Generated<number>;
    mac: string;
    plugged: Generated<boolean>;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    name: Generated<string>;
    description: Generated<string>;
    revision: Generated<string>;
    /** made by itself: it outlives the instance that it is given to */
    standalone: Generated<boolean>;
    /** prefixes */
    allowed_addresses: Generated<string[]>;
  };
  port_security_group: {
    port: string;
    security_group: string;
    position: Generated<number>;
  };
  project: {
    uuid: Generated<string>;
    customer: string;
    name: string;
    slug: string;
    description: Generated<string>;
    slot: ReadOnly<number>;
    quota_instances: number;
    quota_vcpus: number;
    quota_memory_mib: number;
    quota_storage_mib: number;
    quota_floating_ips: number;
    created: ReadOnly<Date>;
    removed: Date | null;
    network_revision: Generated<string>;
    network_applied: Generated<string>;
    network_error: Generated<string>;
    network_request_id: string | null;
    quota_images_mib: number;
    modified: Generated<Date>;
    cloud: Generated<string>;
    quota_snapshots: Generated<number>;
    quota_snapshots_mib: Generated<number>;
    /** from its beginning in UTC on nothing more is ordered in it */
    end_date: string | null;
    end_date_requested_by: string | null;
    /** so many days later all that is in it is to go; null: at once */
    grace_days: number | null;
    /** hours before its end date: the last warning that was given of it; null: none */
    end_warned: number | null;
    /** from then on nothing more is ordered in it */
    ends_at: Date | null;
    /** what happens at its end, later by its grace, to all that is in it; stop: to its VMs */
    end_action: Generated<Enum<'project.end_action'>>;
  };
  quote: {
    uuid: Generated<string>;
    user_uuid: string;
    project: string;
    offering: string;
    plan: string;
    flavor: string | null;
    storage_mib: number;
    unit_price: string;
    expires: Date;
  };
  role_grant: {
    user_uuid: string;
    role: Enum<'role_grant.role'>;
    customer: string | null;
    project: string | null;
    uuid: Generated<string>;
    created: ReadOnly<Date>;
    created_by: string | null;
    expires: Date | null;
    /** the limited token that gave it, and takes it along */
    token: string | null;
  };
  schedule: {
    uuid: Generated<string>;
    project: string;
    /** a word of src/schedules/makes.ts */
    makes: string;
    /** that snapshots are taken of; the schedule goes with it */
    volume: string | null;
    name: string;
    description: Generated<string>;
    /** minute, hour, day of the month, month, weekday, in the timezone */
    cron: string;
    timezone: string;
    /** how long what it makes is kept; 0: for as long as there are not too many */
    retention_days: number;
    /** so many of what it makes are kept; 0: any number */
    most: number;
    /** a time that has passed is made up for, once; null: it is paused */
    next_run: Date | null;
    /** it is due and could not begin: it is tried again */
    waiting: Generated<boolean>;
    runs: Generated<number>;
    /** why the last run failed, or why it has paused itself; empty: neither */
    error_message: Generated<string>;
    created_by: string | null;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    /** that is backed up, started or stopped; the schedule goes with it */
    instance: string | null;
    /** in whose name it runs; null: in that of who made it */
    activated_by: string | null;
    /** where its backups are copied to, as the settings call it; NULL: nowhere */
    target: string | null;
    /** so long its copies are kept there; 0: no such limit */
    target_days: Generated<number>;
    /** so many of its copies are kept there; 0: no such limit */
    target_most: Generated<number>;
  };
  security_group: {
    uuid: Generated<string>;
    project: string;
    name: string;
    description: Generated<string>;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    revision: Generated<string>;
  };
  security_group_rule: {
    id: ReadOnly<string>;
    security_group: string;
    direction: Enum<'security_group_rule.direction'>;
    ethertype: Enum<'security_group_rule.ethertype'>;
    /** its name, or the number of one without; null: any */
    protocol: string | null;
    from_port: number | null;
    to_port: number | null;
    cidr: string | null;
    remote_group: string | null;
    description: Generated<string>;
  };
  server_group: {
    uuid: Generated<string>;
    project: string;
    name: string;
    description: Generated<string>;
    policy: Enum<'server_group.policy'>;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
  };
  snapshot: {
    uuid: Generated<string>;
    project: string;
    volume: string;
    name: string;
    description: Generated<string>;
    metadata: DefaultJson<'snapshot.metadata'>;
    /** that of the volume at that moment */
    size_mib: number;
    state: Enum<'snapshot.state'>;
    error_message: Generated<string>;
    /** counts against quota and the disk of the host; false once nothing is left of it */
    reserved: Generated<boolean>;
    /** deleted after that; null: kept until somebody deletes it */
    kept_until: Date | null;
    created_by: string | null;
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    runtime_state: ReadOnly<Enum<'snapshot.runtime_state'> | null>;
    /** that it is part of, and goes with */
    backup: string | null;
    /** that has made it and may delete it; null: none */
    schedule: string | null;
    /** the time of the schedule for which it was made */
    due: Date | null;
    state_since: Generated<Date>;
  };
  ssh_key: {
    uuid: Generated<string>;
    user_uuid: string;
    name: string;
    key_type: string;
    public_key: string;
    fingerprint_md5: string;
    fingerprint_sha256: string;
    created: ReadOnly<Date>;
    fingerprint_sha512: ReadOnly<string>;
    /** the limited token that stored it, and takes it along */
    token: string | null;
    expires: Date | null;
  };
  step_duration: {
    kind: string;
    step: string;
    key: string;
    mean_ms: number;
    updated: Generated<Date>;
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
    created: ReadOnly<Date>;
    modified: Generated<Date>;
    revision: Generated<string>;
    gateway_enabled: Generated<boolean>;
    host_routes: DefaultJson<'subnet.host_routes'>;
    /** whose floating IPs come from it; NULL: it is a subnet of a project */
    cloud: string | null;
  };
  token: {
    uuid: Generated<string>;
    user_uuid: string;
    name: string;
    hash: Buffer;
    prefix: string;
    created: ReadOnly<Date>;
    expires: Date | null;
    last_used: Date | null;
    kind: Generated<Enum<'token.kind'>>;
    /** null: all that its user may */
    permissions: string[] | null;
    /** null: wherever its user has a role */
    projects: string[] | null;
    parent: string | null;
    last_used_ip: string | null;
    /** of a login: where it came from */
    created_ip: string | null;
  };
  usage_figure: {
    instance: string;
    /** seconds that the figures are the mean of, from "at" on */
    grain: number;
    slot: number;
    samples: Generated<number>;
    at: Date;
    cpu_percent: number;
    memory_bytes: number;
    /** bytes a second, as the three that follow */
    disk_read: number;
    disk_written: number;
    network_received: number;
    network_sent: number;
  };
  used_image: {
    uuid: string | null;
  };
  volume: {
    uuid: Generated<string>;
    project: string;
    instance: string | null;
    position: Generated<number>;
    name: string;
    size_mib: number;
    image: string | null;
    created: ReadOnly<Date>;
    description: Generated<string>;
    type: string;
    /** set when it was ordered: then it is a marketplace resource */
    offering: string | null;
    plan: string | null;
    state: Enum<'volume.state'>;
    error_message: Generated<string>;
    /** counts against quota and the disk of the host; of one that is TERMINATED: it can be brought back */
    reserved: Generated<boolean>;
    created_by: string | null;
    modified: Generated<Date>;
    runtime_state: ReadOnly<Enum<'volume.runtime_state'>>;
    /** from its beginning in UTC on it is to go */
    end_date: string | null;
    end_date_requested_by: string | null;
    source_snapshot: string | null;
    /** hours before its end date: the last warning that was given of it; null: none */
    end_warned: number | null;
    state_since: Generated<Date>;
    /** since when no VM has it; null: one has it */
    free_since: Generated<Date | null>;
    /** the copy of a backup that it was made of */
    source_copy: string | null;
    /** from then on it is deleted; whoever asked for it orders that */
    ends_at: Date | null;
  };
  volume_type: {
    uuid: Generated<string>;
    name: string;
    description: Generated<string>;
  };
  workflow: {
    uuid: string;
    kind: string;
    /** what it works on */
    subject: string;
    input: Json<'workflow.input'>;
    state: Enum<'workflow.state'>;
    cancel_requested: Generated<boolean>;
    wake_seq: Generated<string>;
    /** when to look again without a wake-up */
    due: Date | null;
    estimate_key: Generated<string>;
    error: NullableJson<'workflow.error'>;
    created: ReadOnly<Date>;
    finished: Date | null;
    /** of the request that began it; null: none did */
    request_id: string | null;
    /** the span of that request */
    traceparent: string | null;
    /** what log lines say it is about: the order, the instance, the volume */
    labels: DefaultJson<'workflow.labels'>;
    /** under way when the records were backed up that it came back with */
    restored: Generated<boolean>;
    /** of a queued run: the one whose end it waits for */
    begins_after: string | null;
    /** it ends as it stands, with nothing undone: another run takes its place */
    abandoned: Generated<boolean>;
  };
  workflow_event: {
    id: ReadOnly<string>;
    workflow: string;
    created: ReadOnly<Date>;
    data: Json<'workflow_event.data'>;
  };
  workflow_step: {
    workflow: string;
    position: number;
    name: string;
    state: Generated<Enum<'workflow_step.state'>>;
    attempt: Generated<number>;
    started: Date | null;
    finished: Date | null;
    progress: Generated<number>;
    message: Generated<string>;
    error: NullableJson<'workflow_step.error'>;
    estimate_ms: number | null;
    /** of the attempts; the others were wake-ups or cut off by an end of the process */
    failures: Generated<number>;
  };
}
