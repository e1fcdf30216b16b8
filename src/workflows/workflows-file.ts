import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { keepGenerated, markdownTable } from '../common/generated-file.ts';
import type { WorkflowDefinition } from '../engine/index.ts';
import { workflows } from './all.ts';
import type { Services } from './context.ts';

// Writes docs/workflows.md from the tables of the workflows, or with --check says where it differs from them, exit 1.

const introduction = `# Workflows

Written by \`node src/workflows/workflows-file.ts\` from the tables in \`src/workflows/\`, and compared with them in
\`./slipway test\`.

A run does the steps of its workflow from top to bottom. When one of them fails for good, or the run is cancelled, it undoes
those that it has begun from bottom to top, and the first one in any case: its undo gives back what the request itself has
reserved. An undo is never given up. Every do and every undo may run more than once, for the process may end at any point;
\`test/workflow/laws/\` holds that for each of them.

The timeline of an order shows a step by what it does, and while it is undone by what its undo does, or why it has none.
A step has its deadline over all attempts and waits: where it is called by an operation, it is the backend's for that (the
\`deadlines\` of its driver). A failure that may pass is tried again as often as is said.
`;

function section({ kind, purpose, input, steps }: WorkflowDefinition<Services>): string {
  const rows = steps.map(({ name, title, undo, deadline, retries }) => {
    const back = 'none' in undo ? `– (${undo.none})` : undo.words;
    return [`\`${name}\``, title, back, deadline.words, String(retries)];
  });
  const table = markdownTable(['Step', 'Do', 'Undo', 'Deadline', 'Retries'], rows);
  return `## ${kind}\n\n${purpose}.${inputOf(input)}\n\n${table}`;
}

/** What a request says to begin a run, beside its subject. */
function inputOf(schema: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(schema);
  const names = Object.keys(properties).map((name) => `\`${name}\``);
  return names.length === 0 ? '' : ` Input: ${names.join(', ')}.`;
}

const path = fileURLToPath(new URL('../../docs/workflows.md', import.meta.url));
keepGenerated(path, [introduction, ...workflows.map(section)].join('\n'), import.meta.url);
