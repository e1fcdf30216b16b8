import { fileURLToPath } from 'node:url';
import { keepGenerated } from '../common/generated-file.ts';
import { version } from '../common/version.ts';
import { wayscloud } from './dialects/wayscloud.ts';
import { buildDocuments } from './document/documents.ts';
import { documentFile } from './document/file.ts';
import { answerTypes, commandLineTypes, consoleTypes, webConsoleTypes } from './document/types.ts';

// Writes the document of each dialect from the schemas that validate, and from that of our own what the command line reads
// answers by, and what the web console asks by; or with --check says where they differ, exit 1.

for (const { dialect, document } of await buildDocuments(version())) {
  keepGenerated(documentFile(dialect), `${JSON.stringify(document, null, 2)}\n`, import.meta.url);
  if (dialect !== wayscloud) continue;
  keepGenerated(fileURLToPath(commandLineTypes), await answerTypes(document), import.meta.url);
  keepGenerated(fileURLToPath(webConsoleTypes), await consoleTypes(document), import.meta.url);
}
