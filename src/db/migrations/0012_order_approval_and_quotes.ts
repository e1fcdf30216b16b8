import { type Kysely, sql } from 'kysely';

/** Orders that wait for approval, and what a preflight has promised. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE "order" DROP CONSTRAINT order_state_check,
      ADD CONSTRAINT order_state_check
        CHECK (state IN ('pending-consumer', 'executing', 'done', 'erred', 'canceled', 'rejected')),
      -- the price of the plan's unit when the order was placed or quoted
      ADD cost numeric(22, 10),
      ADD slug text,
      ADD request_comment text,
      ADD start_date date,
      -- of an order that changes the plan: the one before
      ADD old_plan uuid REFERENCES plan,
      -- who let the order through or refused it, and when
      ADD reviewed_by uuid REFERENCES app_user,
      ADD reviewed timestamptz;
    CREATE INDEX ON "order" (project) WHERE state = 'pending-consumer';

    CREATE TABLE quote (
      uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_uuid uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
      project uuid NOT NULL REFERENCES project ON DELETE CASCADE,
      -- an order that names the quote has to ask for these
      offering uuid NOT NULL REFERENCES offering,
      plan uuid NOT NULL REFERENCES plan,
      flavor uuid NOT NULL REFERENCES flavor,
      storage_mib integer NOT NULL,
      unit_price numeric(22, 10) NOT NULL,
      expires timestamptz NOT NULL
    );
    CREATE INDEX ON quote (expires);
  `.execute(db);
}
