import { type Kysely, sql } from 'kysely';

/** Steps that are undone in different ways no longer share a name; runs that are under way go on by the new ones. */
export async function up<T>(db: Kysely<T>): Promise<void> {
  await sql`
    CREATE TEMPORARY TABLE renamed_step (kind text, was text, name text) ON COMMIT DROP;
    INSERT INTO renamed_step VALUES
      ('instance.delete', 'guest', 'remove'), ('instance.delete', 'network', 'disconnect'),
      ('instance.delete', 'volumes', 'delete-volumes'),
      ('instance.start', 'network', 'connect'), ('instance.start', 'guest', 'start'),
      ('instance.restart', 'network', 'connect'), ('instance.restart', 'guest', 'start'),
      ('instance.resize', 'disk', 'grow'),
      ('instance.rebuild', 'network', 'connect'), ('instance.rebuild', 'guest', 'boot'),
      ('instance.rescue', 'disk', 'rescue-disk'), ('instance.rescue', 'network', 'connect'),
      ('instance.rescue', 'guest', 'boot'),
      ('instance.unrescue', 'network', 'connect'), ('instance.unrescue', 'guest', 'boot'),
      ('instance.create_image', 'image', 'capture'),
      ('volume.create', 'reserve', 'quota'),
      ('volume.delete', 'volume', 'delete-volume'), ('volume.delete', 'release', 'release-quota');
    UPDATE workflow_step s SET name = r.name FROM renamed_step r JOIN workflow w ON w.kind = r.kind
      WHERE s.workflow = w.uuid AND s.name = r.was;
    UPDATE step_duration d SET step = r.name FROM renamed_step r WHERE d.kind = r.kind AND d.step = r.was;
  `.execute(db);
}
