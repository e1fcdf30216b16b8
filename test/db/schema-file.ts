import { writeFile } from 'node:fs/promises';
import { newDatabase } from '../support/databases.ts';
import { schemaText } from './schema-text.ts';

// Writes src/db/schema/tables.ts anew, after a migration has changed what it says.
const database = await newDatabase();
try {
  const db = database.open();
  await writeFile(new URL('../../src/db/schema/tables.ts', import.meta.url), await schemaText(db));
  await db.destroy();
} finally {
  await database.drop();
}
