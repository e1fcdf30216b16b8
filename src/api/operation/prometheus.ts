import { sql } from 'kysely';
import { collectDefaultMetrics, Counter, Gauge, type GaugeConfiguration, Histogram, Registry } from 'prom-client';
import { type Database, rowsOf } from '../../db/index.ts';
import type { ProofOutcome } from '../../identity/index.ts';
import type { Usage } from '../../instances/index.ts';
import { cloudNames } from '../../identity/index.ts';
import { floatingIpsLeft } from '../../network/index.ts';
import { readDiskRoom } from '../../quotas/index.ts';
import { z } from 'zod';

/** Connections of a pool of the database. */
export interface PoolCounts {
  totalCount: number;
  idleCount: number;
  /** Who waits for one. */
  waitingCount: number;
}

export interface Sources {
  db: Database;
  version: string;
  pools: Record<string, PoolCounts>;
  usage: () => ReadonlyMap<string, Usage>;
}

/** Upper bounds, seconds. */
const answerBuckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const stepBuckets = [0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** `n`, and the labels. */
const labelledCount = z.record(z.string(), z.string());

/** Everything that Prometheus reads. Labels are words of ours and UUIDs: no names, no addresses, nothing secret. */
export class Prometheus {
  readonly #registry = new Registry();
  readonly #sources: Sources;
  readonly #requests: Histogram;
  readonly #steps: Histogram;
  readonly #pruned: Counter;
  readonly #troubles: Counter;
  readonly #missing: Gauge;
  readonly #strays: Gauge;
  readonly #found = new Map<string, { missing: { kind: string }[]; strays: { kind: string }[] }>();
  readonly #mended: Counter;
  readonly #proofs: Counter;
  readonly #refused: Counter;

  constructor(sources: Sources) {
    this.#sources = sources;
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'slipway_http_request_duration_seconds',
      help: 'Answers of the API by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: answerBuckets,
      registers,
    });
    this.#steps = new Histogram({
      name: 'slipway_workflow_step_duration_seconds',
      help: 'Steps of workflows from their first start to their end, by how they ended',
      labelNames: ['workflow', 'step', 'outcome'],
      buckets: stepBuckets,
      registers,
    });
    this.#pruned = this.#counter('slipway_pruned_rows_total', 'Old rows that were deleted, by table', 'table');
    this.#troubles = this.#counter(
      'slipway_guest_troubles_total',
      'What has befallen VMs: no-room and other have paused one, the rest are faults that QEMU has told of',
      'trouble',
    );
    this.#missing = this.#gauge('slipway_missing', 'What must be on the host and is not, by kind', 'kind');
    this.#strays = this.#gauge('slipway_strays', 'What is on the host and nobody’s, by kind', 'kind');
    this.#mended = this.#counter('slipway_mended_total', 'What was missing and brought back, by kind', 'kind');
    this.#proofs = this.#counter(
      'slipway_proofs_total',
      'Proofs of a password, for a login or a new password, by how they ended; refused: too many waited',
      'outcome',
    );
    this.#refused = this.#counter(
      'slipway_connections_refused_total',
      'Connections that were refused because their address, or all together, had as many as they may',
    );
    new Gauge({ name: 'slipway_info', help: 'The version that runs', labelNames: ['version'], registers })
      .labels(sources.version)
      .set(1);
    this.#gaugeRows();
    this.#gaugeDisk();
    this.#gaugePools();
    this.#gaugeInstances();
  }

  #counter(name: string, help: string, ...labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, ...labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.labels(method, route, String(status)).observe(seconds);
  }

  step(workflow: string, step: string, outcome: 'done' | 'failed', seconds: number): void {
    this.#steps.labels(workflow, step, outcome).observe(seconds);
  }

  proof(outcome: ProofOutcome): void {
    this.#proofs.labels(outcome).inc();
  }

  refused(): void {
    this.#refused.inc();
  }

  pruned(table: string, rows: number): void {
    this.#pruned.labels(table).inc(rows);
  }

  /** What the last look at a cloud has found. */
  found(cloud: string, missing: { kind: string }[], strays: { kind: string }[]): void {
    this.#found.set(cloud, { missing, strays });
    for (const [gauge, what] of [
      [this.#missing, 'missing'],
      [this.#strays, 'strays'],
    ] as const) {
      gauge.reset();
      for (const { kind } of [...this.#found.values()].flatMap((found) => found[what])) gauge.inc({ kind });
    }
  }

  mended(kind: string): void {
    this.#mended.labels(kind).inc();
  }

  troubled(trouble: string): void {
    this.#troubles.labels(trouble).inc();
  }

  /** In Prometheus' text format. */
  async text(): Promise<{ type: string; body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  /** What the rows say, counted at every scrape. */
  #gaugeRows(): void {
    const { db } = this.#sources;
    this.#counted(
      'slipway_orders',
      'Orders by state',
      ['state'],
      sql`SELECT state, count(*) AS n FROM "order" GROUP BY state`,
    );
    this.#counted(
      'slipway_instances',
      'VMs by state',
      ['state', 'runtime_state'],
      sql`SELECT state, runtime_state, count(*) AS n FROM instance WHERE reserved GROUP BY state, runtime_state`,
    );
    this.#counted(
      'slipway_images',
      'Images by state',
      ['state'],
      sql`
      SELECT state, count(*) AS n FROM image WHERE removed IS NULL GROUP BY state`,
    );
    this.#counted(
      'slipway_schedules',
      'Schedules by state; failing: the last run has failed, or it has paused itself',
      ['state'],
      sql`SELECT CASE WHEN c.error_message <> '' THEN 'failing' WHEN c.next_run IS NULL THEN 'paused' ELSE 'active' END AS state,
        count(*) AS n FROM schedule c LEFT JOIN volume v ON v.uuid = c.volume LEFT JOIN instance i ON i.uuid = c.instance
        WHERE coalesce(v.state, i.state) <> 'TERMINATED' GROUP BY 1`,
    );
    this.#counted(
      'slipway_workflows_unfinished',
      'Runs under way',
      ['workflow', 'state'],
      sql`
      SELECT kind AS workflow, state, count(*) AS n FROM workflow WHERE finished IS NULL GROUP BY kind, state`,
    );
    this.#counted(
      'slipway_table_rows',
      'Rows of a table, as PostgreSQL estimates them',
      ['table'],
      sql`SELECT relname AS table, n_live_tup AS n FROM pg_stat_user_tables WHERE schemaname = 'public' AND relname NOT LIKE 'kysely%'`,
    );
    this.#register({
      name: 'slipway_floating_ips_free',
      help: 'Addresses left in the floating IP pool of a cloud',
      labelNames: ['cloud'],
      async collect() {
        for (const cloud of await cloudNames(db)) this.set({ cloud }, await floatingIpsLeft(db, cloud));
      },
    });
  }

  /** `query`: `n`, and the labels. */
  #counted(name: string, help: string, labelNames: string[], query: ReturnType<typeof sql>): void {
    const { db } = this.#sources;
    this.#register({
      name,
      help,
      labelNames,
      async collect() {
        const rows = await rowsOf(db, labelledCount, query);
        this.reset();
        for (const { n = '0', ...labels } of rows) this.set(labels, Number(n));
      },
    });
  }

  #gaugeDisk(): void {
    const { db } = this.#sources;
    this.#register({
      name: 'slipway_disk_mib',
      help: 'The disk of a cloud: all of it, what is free, promised of that, and kept for the database and running VMs',
      labelNames: ['cloud', 'what'],
      async collect() {
        for (const cloud of await cloudNames(db)) {
          const { level: _, ...figures } = await readDiskRoom(db, cloud);
          for (const [what, mib] of Object.entries(figures)) this.set({ cloud, what }, mib);
        }
      },
    });
    this.#register({
      name: 'slipway_disk_level',
      help: 'How the disk of a cloud stands: 0 ok, 1 low (nothing more is given away), 2 critical (VMs that grow are paused)',
      labelNames: ['cloud'],
      async collect() {
        for (const cloud of await cloudNames(db)) {
          const { level } = await readDiskRoom(db, cloud);
          this.set({ cloud }, ['ok', 'low', 'critical'].indexOf(level));
        }
      },
    });
  }

  #gaugePools(): void {
    const { pools } = this.#sources;
    this.#register({
      name: 'slipway_db_connections',
      help: 'Connections to the database by pool; waiting: requests for one',
      labelNames: ['pool', 'state'],
      collect() {
        for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
          this.set({ pool, state: 'busy' }, totalCount - idleCount);
          this.set({ pool, state: 'idle' }, idleCount);
          this.set({ pool, state: 'waiting' }, waitingCount);
        }
      },
    });
  }

  /** Of every running VM, as it was last measured. */
  #gaugeInstances(): void {
    const { usage } = this.#sources;
    const figure = (name: string, help: string, of: (usage: Usage) => number): void => {
      this.#register({
        name: `slipway_instance_${name}`,
        help,
        labelNames: ['uuid'],
        collect() {
          this.reset();
          for (const [uuid, measured] of usage()) this.set({ uuid }, of(measured));
        },
      });
    };
    const sum = <T>(items: T[], of: (item: T) => number): number => items.reduce((all, item) => all + of(item), 0);
    figure('cpu_seconds_total', 'Processor time taken of the host', ({ cpuMs }) => cpuMs / 1000);
    figure('memory_bytes', 'Memory taken of the host', ({ memoryBytes }) => memoryBytes);
    figure('disk_read_bytes_total', 'Read from all disks', ({ disks }) => sum(disks, (disk) => disk.readBytes));
    figure('disk_written_bytes_total', 'Written to all disks', ({ disks }) => sum(disks, (disk) => disk.writtenBytes));
    figure('network_received_bytes_total', 'Received on all ports', ({ ports }) =>
      sum(ports, (port) => port.receivedBytes),
    );
    figure('network_sent_bytes_total', 'Sent on all ports', ({ ports }) => sum(ports, (port) => port.sentBytes));
  }

  #register(options: Omit<GaugeConfiguration<string>, 'registers'>): void {
    this.#registry.registerMetric(new Gauge({ ...options, registers: [] }));
  }
}
