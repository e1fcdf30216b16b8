import { type Kysely, sql } from 'kysely';

/** What columns say that their names do not, and the words that they may hold; src/db/schema/tables.ts is written from it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE volume ALTER runtime_state SET NOT NULL,
      ADD CHECK (runtime_state IN ('creating', 'available', 'in-use', 'deleting', 'deleted', 'error'));
    ALTER TABLE instance_rollback ADD CHECK (power IN ('on', 'off'));
    ALTER TABLE audit_event
      ADD CHECK (result IN ('accepted', 'denied', 'failed', 'locked', 'restarted', 'off', 'terminated'));

    COMMENT ON COLUMN image.state IS 'pending: becomes ready on first use or by an upload; importing: is being made ready now';
    COMMENT ON COLUMN image.catalogue IS 'which entry of the catalogue it came from';
    COMMENT ON COLUMN image.checksum_url IS 'a SHA256SUMS or CHECKSUM file that names the image''s; fetched when the image is';
    COMMENT ON COLUMN image.disk_mib IS 'as the guest sees it; null: not known yet';
    COMMENT ON COLUMN image.project IS 'null: public';
    COMMENT ON COLUMN instance.end_date IS 'from its beginning in UTC on it is to go';
    COMMENT ON COLUMN instance.power IS 'what the owner wants; state and runtime_state are what is';
    COMMENT ON COLUMN instance.reserved IS 'counts against quota and owns addresses';
    COMMENT ON COLUMN instance_rollback.instance IS 'what it was before the run that is under way, whose failure brings that back';
    COMMENT ON COLUMN instance_rollback.reversible IS 'false: the run only goes forward from here';
    COMMENT ON COLUMN instance_rollback.old_disk IS 'of the backend; goes when the run has succeeded';
    COMMENT ON COLUMN instance_rollback.disk_mib IS 'of the system volume, as its image';
    COMMENT ON COLUMN "order".request_id IS 'of the request that placed it';
    COMMENT ON COLUMN workflow.request_id IS 'of the request that began it; null: none did';
    COMMENT ON COLUMN workflow.traceparent IS 'the span of that request';
    COMMENT ON COLUMN workflow.labels IS 'what log lines say it is about: the order, the instance, the volume';
    COMMENT ON COLUMN volume.end_date IS 'from its beginning in UTC on it is to go';
    COMMENT ON COLUMN volume.reserved IS 'counts against quota';
    COMMENT ON COLUMN volume.offering IS 'set when it was ordered: then it is a marketplace resource';
    COMMENT ON COLUMN "order".state IS 'pending-consumer: waits until somebody who may approve it does';
    COMMENT ON COLUMN "order".instance IS 'this or the volume is what was ordered';
    COMMENT ON COLUMN port.allowed_addresses IS 'prefixes';
    COMMENT ON COLUMN port.standalone IS 'made by itself: it outlives the instance that it is given to';
    COMMENT ON COLUMN network.project IS 'null: an external network, which floating IPs come from';
    COMMENT ON COLUMN token.permissions IS 'null: all that its user may';
    COMMENT ON COLUMN token.projects IS 'null: wherever its user has a role';
    COMMENT ON COLUMN workflow.subject IS 'what it works on';
    COMMENT ON COLUMN workflow.due IS 'when to look again without a wake-up';
    COMMENT ON COLUMN workflow_step.failures IS 'of the attempts; the others were wake-ups or cut off by an end of the process';
  `.execute(db);
}
