import { type Kysely, sql } from 'kysely';

/** What is pruned by age is found by its age, and what is deleted is looked for only where it is named. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- serves "finished before" as well as "not finished"
    CREATE INDEX workflow_finished ON workflow (finished);
    CREATE INDEX instance_gone ON instance (modified) WHERE NOT reserved;
    CREATE INDEX volume_gone ON volume (modified) WHERE NOT reserved;
    -- estimates of what is not ordered any more go, too
    ALTER TABLE step_duration ADD updated timestamptz NOT NULL DEFAULT now();

    -- an image, a flavor or a project is deleted once nothing names it
    CREATE INDEX instance_image ON instance (image);
    CREATE INDEX instance_rescue_image ON instance (rescue_image) WHERE rescue_image IS NOT NULL;
    CREATE INDEX instance_flavor ON instance (flavor);
    CREATE INDEX image_project ON image (project) WHERE project IS NOT NULL;
  `.execute(db);
}
