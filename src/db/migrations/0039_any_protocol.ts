import { type Kysely, sql } from 'kysely';

/** Rules speak of every IP protocol, such as VRRP; and every router is applied anew, for it passes multicast from now on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE security_group_rule DROP CONSTRAINT security_group_rule_protocol_check,
      ADD CONSTRAINT security_group_rule_protocol_check CHECK (protocol ~ '^([a-z]+|[0-9]{1,3})$');
    COMMENT ON COLUMN security_group_rule.protocol IS 'its name, or the number of one without; null: any';

    UPDATE project SET network_revision = network_revision + 1 WHERE network_applied > 0;
  `.execute(db);
}
