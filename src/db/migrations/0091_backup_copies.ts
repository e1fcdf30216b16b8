import { type Kysely, sql } from 'kysely';

/** Copies of backups of VMs on targets: what the VM was, so that the backup and the VM may go. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE backup_copy (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      project uuid NOT NULL REFERENCES project,
      backup uuid REFERENCES backup ON DELETE SET NULL,
      target text NOT NULL,
      name text NOT NULL,
      instance uuid NOT NULL,
      instance_name text NOT NULL,
      vm jsonb NOT NULL,
      volumes jsonb NOT NULL,
      offering uuid NOT NULL REFERENCES offering,
      plan uuid NOT NULL REFERENCES plan,
      backed_up timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('CREATING', 'OK', 'UPDATING', 'DELETING', 'ERRED', 'TERMINATED')),
      error_message text NOT NULL DEFAULT '',
      sent_mib integer,
      verified timestamptz,
      damage text NOT NULL DEFAULT '',
      created_by uuid REFERENCES app_user,
      created timestamptz NOT NULL DEFAULT now(),
      modified timestamptz NOT NULL DEFAULT now(),
      state_since timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN backup_copy.backup IS 'that it is a copy of; NULL: nothing is known of that any more';
    COMMENT ON COLUMN backup_copy.target IS 'where it is, as the settings call it';
    COMMENT ON COLUMN backup_copy.instance IS 'the VM that it is of, which may be gone for good';
    COMMENT ON COLUMN backup_copy.vm IS 'what the VM was at that moment';
    COMMENT ON COLUMN backup_copy.volumes IS 'in the order of the disks of the VM, the one that boots first';
    COMMENT ON COLUMN backup_copy.backed_up IS 'when the backup was made';
    COMMENT ON COLUMN backup_copy.state IS 'UPDATING: it is being verified';
    COMMENT ON COLUMN backup_copy.sent_mib IS 'what had to be sent, the rest was there; NULL: it is not there yet';
    COMMENT ON COLUMN backup_copy.verified IS 'when all of it was read back last';
    COMMENT ON COLUMN backup_copy.damage IS 'what was wrong with it then; empty: nothing';
    CREATE INDEX ON backup_copy (project, created DESC);
    CREATE INDEX ON backup_copy (created DESC);
    CREATE INDEX ON backup_copy (backup) WHERE backup IS NOT NULL;
    CREATE INDEX ON backup_copy (instance);

    ALTER TABLE volume ADD source_copy uuid;
    COMMENT ON COLUMN volume.source_copy IS 'the copy of a backup that it was made of';
    CREATE INDEX ON volume (source_copy) WHERE source_copy IS NOT NULL;

    CREATE TRIGGER state_since BEFORE UPDATE ON backup_copy FOR EACH ROW
      WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION set_state_since();
  `.execute(db);
}
