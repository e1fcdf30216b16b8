import { keepGenerated } from '../common/generated-file.ts';
import { version } from '../common/version.ts';
import { buildDocuments } from './document/documents.ts';
import { documentFile } from './document/file.ts';

// Writes the document of each dialect from the schemas that validate, or with --check says where it differs, exit 1.

for (const { dialect, document } of await buildDocuments(version())) {
  keepGenerated(documentFile(dialect), `${JSON.stringify(document, null, 2)}\n`, import.meta.url);
}
