import { type Command, Option } from 'commander';
import { parseUuid } from '../../common/uuid.ts';
import { readSettings } from '../../common/settings.ts';
import { find, uuidOf } from '../api/references.ts';
import type { GlobalOptions } from '../api/session.ts';
import { localSession } from '../host/local-cloud.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { painter } from '../terminal/terminal.ts';
import { About } from './about.ts';
import { follow, lastLines } from './files.ts';
import { asJson, pretty } from './line.ts';

interface Options {
  follow?: boolean;
  lines?: string;
  order?: string;
  vm?: string;
  request?: string;
}

const shownLines = 100;

export function registerLogs(program: Command): void {
  const command = program
    .command('logs')
    .description('show what the control plane of this machine has logged (root)')
    .option('-f, --follow', 'go on with what comes')
    .option('-n, --lines <n>', `how many of the last lines; ${shownLines}, or with a filter all that are kept`)
    .addOption(new Option('--order <order>', 'only what an order caused; UUID').conflicts(['vm', 'request']))
    .addOption(new Option('--vm <vm>', 'only what is about a VM; name or UUID').conflicts(['order', 'request']))
    .addOption(
      new Option(
        '--request <id>',
        'only what a request caused; its x-request-id, or the reference of an error',
      ).conflicts(['order', 'vm']),
    );
  example(
    command,
    'logs -f',
    'logs --vm web',
    'logs --order 550e8400e29b41d4a716446655440000 --json',
    'logs -n 0 -f --request 7c427212-2335-404f-9e0e-f73458f44fad',
  ).action(async (options: Options, self: Command) => {
    const { json = false } = self.optsWithGlobals<GlobalOptions>();
    const { home } = readSettings();
    const about = await aboutOf(options);
    const count = countOf(options, about);
    const paint = painter(process.stdout);
    const show = (line: string): void => console.log(json ? asJson(line) : pretty(line, paint));
    const { lines, end } = await lastLines(home, about, count);
    for (const line of lines) show(line);
    if (options.follow !== true) return;
    for await (const line of follow(home, end)) if (about === null || about.covers(line)) show(line);
  });
}

/** What is asked for; null: everything. A UUID is asked of nobody, for the cloud may be down. */
async function aboutOf({ order, vm, request }: Options): Promise<About | null> {
  if (request !== undefined) return new About(request);
  if (order !== undefined) return new About(uuidOf(order, 'order'));
  if (vm === undefined) return null;
  return new About(parseUuid(vm) ?? (await find(localSession().client, 'vm', vm)).uuid);
}

function countOf({ lines }: Options, about: About | null): number {
  if (lines === undefined) return about === null ? shownLines : Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(lines)) throw usage(`"${lines}" is no number of lines.`, 'Give one such as 50.');
  return Number(lines);
}
