import { type Kysely, sql } from 'kysely';

/** Which request has caused what. A run keeps it, with the span of the request, for all that it logs and traces later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE audit_event ADD request_id text;
    ALTER TABLE "order" ADD request_id text;
    -- labels: what log lines say that the run is about
    ALTER TABLE workflow ADD request_id text, ADD traceparent text, ADD labels jsonb NOT NULL DEFAULT '{}';
    ALTER TABLE project ADD network_request_id text;
  `.execute(db);
}
