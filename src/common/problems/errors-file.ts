import { fileURLToPath } from 'node:url';
import { keepGenerated, markdownTable } from '../generated-file.ts';
import { chapters } from './catalogue.ts';
import { exits, type ProblemKind } from './kind.ts';

// Writes docs/errors.md from the catalogue, or with --check says where it differs from it, exit 1.

const titles: Record<keyof typeof chapters, string> = {
  requests: 'Requests',
  orders: 'Orders and runs',
  images: 'Images',
  backend: 'The host of the VMs',
  targets: 'Copies of backups elsewhere',
  openstack: 'An OpenStack below',
  host: 'The cloud',
  commandLine: 'The command line',
};

const introduction = `# Errors

Written by \`node src/common/problems/errors-file.ts\` from the catalogue in \`src/common/problems/\`, and compared with it in
\`./slipway test\`.

Everything that is refused or fails has a code. The code decides the HTTP status and the exit status of the command line;
it is stable, and the words around it are for people and may change. An answer has it in its body and in the header
\`x-error-code\`, an order that has failed in \`error.code\`, the command line with \`--json\` in \`error.code\`.

- A request with wrong fields is answered by 400 with the messages per field, nested as the request is:
  \`{"attributes": {"name": ["May not be blank."]}, "code": "invalid"}\`. When all that is wrong has one code, the body has that
  one: \`quota-exceeded\`, \`already-taken\`.
- Everything else is answered by \`{"detail": "…", "code": "…", "remedy": "…"}\`.
- What does not exist and what you may not see is the same 404, to the last byte.
- What a quota, a full subnet or a used-up pool refuses is 400, wherever it is asked for: Waldur answers so, and its clients
  take a 409 for something that passes: \`python-waldur-client\` sends the request three times more.
- 401 comes with \`WWW-Authenticate: Token\`, 503 with \`Retry-After\`, 405 with \`Allow\`.
`;

const meanings: Record<keyof typeof exits, string> = {
  ok: 'done',
  fault: 'a fault of the command line itself',
  usage: 'the request or the command is wrong',
  'not-found': 'what it is about does not exist, or you may not see it',
  denied: 'nobody is logged in, or a permission is missing',
  conflict: 'the state of things, or something else, stands in the way',
  capacity: 'no room: a quota, addresses, a disk, the host',
  failed: 'it failed in the backend or in the guest',
  timeout: 'what was waited for has not come in time; it goes on',
  interrupted: 'interrupted by Ctrl-C; what was begun goes on',
};

function chapter(title: string, kinds: Record<string, ProblemKind>): string {
  const rows = Object.entries(kinds).map(([code, { status, exit, meaning, remedy }]) => {
    return [`\`${code}\``, String(status ?? '–'), String(exits[exit]), meaning, remedy];
  });
  return `## ${title}\n\n${markdownTable(['Code', 'HTTP', 'Exit', 'What it means', 'What to do'], rows)}`;
}

const statuses = Object.entries(meanings).map(([exit, meaning]) => [
  String(exits[exit as keyof typeof exits]),
  meaning,
]);
const parts = [
  introduction,
  `## Exit status of the command line\n\n${markdownTable(['Exit', 'What it means'], statuses)}`,
  'Below, – as HTTP status: it is met where no request is: in a run, at a start, or in the command line.\n',
  ...Object.entries(chapters).map(([key, kinds]) => chapter(titles[key as keyof typeof chapters], kinds)),
];
const path = fileURLToPath(new URL('../../../docs/errors.md', import.meta.url));
keepGenerated(path, parts.join('\n'), import.meta.url);
