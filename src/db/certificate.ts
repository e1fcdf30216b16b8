import { TLSSocket } from 'node:tls';
import type pg from 'pg';

/** When the certificate of the database's server ends; null: it is not spoken to by TLS. */
export async function certificateEnd(pool: pg.Pool): Promise<Date | null> {
  const client = await pool.connect();
  try {
    const { connection } = client as unknown as { connection: { stream: unknown } };
    const { stream } = connection;
    return stream instanceof TLSSocket ? new Date(stream.getPeerCertificate().valid_to) : null;
  } finally {
    client.release();
  }
}
