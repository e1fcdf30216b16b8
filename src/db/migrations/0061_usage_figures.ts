import { type Kysely, sql } from 'kysely';

/** What VMs took over time: each grain is a ring of slots, so that there are never more rows than a VM has slots. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE usage_figure (
      instance uuid NOT NULL REFERENCES instance ON DELETE CASCADE,
      grain smallint NOT NULL,
      slot smallint NOT NULL,
      samples smallint NOT NULL DEFAULT 1,
      at timestamptz NOT NULL,
      cpu_percent real NOT NULL,
      memory_bytes real NOT NULL,
      disk_read real NOT NULL,
      disk_written real NOT NULL,
      network_received real NOT NULL,
      network_sent real NOT NULL,
      PRIMARY KEY (instance, grain, slot)
    ) WITH (fillfactor = 80);
    COMMENT ON COLUMN usage_figure.grain IS 'seconds that the figures are the mean of, from "at" on';
    COMMENT ON COLUMN usage_figure.disk_read IS 'bytes a second, as the three that follow';
  `.execute(db);
}
