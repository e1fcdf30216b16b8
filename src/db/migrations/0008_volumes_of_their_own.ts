import { type Kysely, sql } from 'kysely';

/** Volumes get a life of their own, and can be ordered. A volume's UUID is also its marketplace resource's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE volume_type (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name text NOT NULL UNIQUE,
      description text NOT NULL DEFAULT ''
    );
    -- rows only where there are rows already: a backup is loaded into empty tables
    INSERT INTO volume_type (name) SELECT 'default' WHERE EXISTS (SELECT FROM volume);

    ALTER TABLE offering ADD type text NOT NULL DEFAULT 'OpenStack.Instance'
      CHECK (type IN ('OpenStack.Instance', 'OpenStack.Volume'));
    ALTER TABLE offering ADD CHECK (type = 'OpenStack.Instance' OR flavor IS NULL);

    ALTER TABLE volume
      ADD description text NOT NULL DEFAULT '',
      ADD type uuid REFERENCES volume_type,
      -- set when it was ordered: then it is a marketplace resource
      ADD offering uuid REFERENCES offering,
      ADD plan uuid REFERENCES plan,
      ADD state text NOT NULL DEFAULT 'OK'
        CHECK (state IN ('CREATING', 'OK', 'UPDATING', 'DELETING', 'ERRED', 'TERMINATED')),
      ADD error_message text NOT NULL DEFAULT '',
      -- counts against quota; false once an unwound create or a deletion has released it
      ADD reserved boolean NOT NULL DEFAULT true,
      ADD created_by uuid REFERENCES app_user,
      ADD modified timestamptz NOT NULL DEFAULT now(),
      ADD CHECK ((offering IS NULL) = (plan IS NULL)),
      ADD CHECK (reserved OR instance IS NULL);
    UPDATE volume SET type = (SELECT uuid FROM volume_type);
    UPDATE volume v SET state = 'CREATING' FROM instance i WHERE i.uuid = v.instance AND i.state = 'CREATING';
    ALTER TABLE volume ALTER type SET NOT NULL, ALTER state DROP DEFAULT;
    -- Cinder's words; what is known already is not kept twice
    ALTER TABLE volume ADD runtime_state text GENERATED ALWAYS AS (CASE
      WHEN state = 'CREATING' THEN 'creating' WHEN state = 'ERRED' THEN 'error' WHEN state = 'DELETING' THEN 'deleting'
      WHEN state = 'TERMINATED' THEN 'deleted' WHEN instance IS NOT NULL THEN 'in-use' ELSE 'available' END) STORED;
    CREATE INDEX volume_quota ON volume (project) INCLUDE (size_mib) WHERE reserved;
    CREATE INDEX ON volume (project, created DESC);
    CREATE INDEX ON volume (created DESC);
    -- one volume boots, and the order of the others is never in doubt
    CREATE UNIQUE INDEX volume_one_per_position ON volume (instance, position);

    ALTER TABLE "order" ALTER instance DROP NOT NULL;
    ALTER TABLE "order" ADD volume uuid REFERENCES volume;
    ALTER TABLE "order" ADD CHECK (num_nonnulls(instance, volume) = 1);
    CREATE INDEX ON "order" (volume, created DESC) WHERE volume IS NOT NULL;
  `.execute(db);
}
