import { type Kysely, sql } from 'kysely';

/** Tickets for consoles, so that any node takes the WebSocket which another one has given the ticket for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE console_ticket (
      -- the ticket itself is never stored
      hash bytea PRIMARY KEY,
      user_uuid uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
      token_hash bytea NOT NULL,
      address text NOT NULL,
      instance uuid NOT NULL REFERENCES instance ON DELETE CASCADE,
      screen boolean NOT NULL,
      used boolean NOT NULL DEFAULT false,
      expires timestamptz NOT NULL
    );
    CREATE INDEX ON console_ticket (user_uuid);
    CREATE INDEX ON console_ticket (instance);
    CREATE INDEX ON console_ticket (expires);
    COMMENT ON COLUMN console_ticket.token_hash IS 'of the token that asked for it: whoever has that must still be allowed to';
    COMMENT ON COLUMN console_ticket.address IS 'where that came from';
    COMMENT ON COLUMN console_ticket.screen IS 'false: the serial console';
  `.execute(db);
}
