import { type Kysely, sql } from 'kysely';

/** Since when volumes, snapshots and backups are in the state that they have, and since when no VM has a volume. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE volume ADD state_since timestamptz NOT NULL DEFAULT now(), ADD free_since timestamptz DEFAULT now();
    ALTER TABLE snapshot ADD state_since timestamptz NOT NULL DEFAULT now();
    ALTER TABLE backup ADD state_since timestamptz NOT NULL DEFAULT now();
    COMMENT ON COLUMN volume.free_since IS 'since when no VM has it; null: one has it';
    -- of what was there before, that is as long as is known; nothing of it has changed for who follows a project
    ALTER TABLE volume DISABLE TRIGGER USER;
    ALTER TABLE snapshot DISABLE TRIGGER USER;
    ALTER TABLE backup DISABLE TRIGGER USER;
    UPDATE volume SET state_since = modified, free_since = CASE WHEN instance IS NULL THEN modified END;
    UPDATE snapshot SET state_since = modified;
    UPDATE backup SET state_since = modified;
    ALTER TABLE volume ENABLE TRIGGER USER;
    ALTER TABLE snapshot ENABLE TRIGGER USER;
    ALTER TABLE backup ENABLE TRIGGER USER;

    CREATE FUNCTION set_state_since() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.state_since := now();
      RETURN NEW;
    END $$;
    CREATE TRIGGER state_since BEFORE UPDATE ON volume FOR EACH ROW
      WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.instance IS DISTINCT FROM NEW.instance)
      EXECUTE FUNCTION set_state_since();
    CREATE TRIGGER state_since BEFORE UPDATE ON snapshot FOR EACH ROW
      WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION set_state_since();
    CREATE TRIGGER state_since BEFORE UPDATE ON backup FOR EACH ROW
      WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION set_state_since();

    CREATE FUNCTION set_free_since() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.free_since := CASE WHEN NEW.instance IS NULL THEN now() END;
      RETURN NEW;
    END $$;
    CREATE TRIGGER never_free BEFORE INSERT ON volume FOR EACH ROW
      WHEN (NEW.instance IS NOT NULL) EXECUTE FUNCTION set_free_since();
    CREATE TRIGGER free_since BEFORE UPDATE ON volume FOR EACH ROW
      WHEN (OLD.instance IS DISTINCT FROM NEW.instance) EXECUTE FUNCTION set_free_since();
  `.execute(db);
}
