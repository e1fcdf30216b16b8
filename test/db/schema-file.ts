import { writeFile } from 'node:fs/promises';
import { migrate } from '../../src/db/index.ts';
import { startPostgres } from '../support/database.ts';
import { schemaText } from './schema-text.ts';

// Writes src/db/schema/tables.ts anew, after a migration has changed what it says.
const postgres = await startPostgres();
try {
  const db = await postgres.newDatabase('schema');
  await migrate(db);
  await writeFile(new URL('../../src/db/schema/tables.ts', import.meta.url), await schemaText(db));
  await db.destroy();
} finally {
  await postgres.remove();
}
