import { type Command, Option } from 'commander';
import type { Client } from '../api/client.ts';
import { type AnswerOf, find, type Kind, KINDS } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { printDeleted } from '../deleted/deleted.ts';
import { example } from './example.ts';
import { type Columns, printList } from './output.ts';

/** `list` of a noun, with what all lists have. */
export function listCommand(noun: Command, summary: string, ...aliases: string[]): Command {
  return noun
    .command('list')
    .aliases(['ls', ...aliases])
    .description(summary)
    .option('--columns <names>', 'only these, in this order, such as name,state')
    .addOption(
      new Option('-o, --output <form>', 'wide: every column, also the UUID, and nothing cut').choices([
        'json',
        'name',
        'wide',
      ]),
    );
}

/** What lists of things in projects can be narrowed by. */
export interface Filters {
  name?: string;
  project?: string;
}

export function addFilters(list: Command): Command {
  return list.option('--name <part>', 'only what has this in its name').option('--project <name>', 'only of a project');
}

/** Of what can be brought back once it was deleted. */
export const deletedOption = (): Option =>
  new Option('--deleted', 'those that were deleted and can be brought back, and until when');

/** The filters as the API takes them. */
export async function filterQuery(client: Client, { name, project }: Filters): Promise<Record<string, string>> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(project === undefined ? {} : { project_uuid: (await find(client, 'project', project)).uuid }),
  };
}

/** What other things are of, the filter of those by it, and where they are made. */
export const OWNERS = {
  vm: { filter: 'instance_uuid', path: 'openstack-instances', example: 'web' },
  volume: { filter: 'source_volume_uuid', path: 'openstack-volumes', example: 'data' },
} as const;
export type Owner = keyof typeof OWNERS;

/** `list` of things that are each of a VM, or each of a volume. */
export function registerListOf<K extends Kind>(
  noun: Command,
  kind: K,
  owner: Owner,
  summary: string,
  columns: Columns<AnswerOf<K>>,
): void {
  const { filter, example: name } = OWNERS[owner];
  const list = addFilters(listCommand(noun, summary)).option(
    `--${owner} <name>`,
    `only those of this ${KINDS[owner].noun}`,
  );
  if (kind === 'volume') list.addOption(deletedOption().conflicts(owner));
  const examples = [`${kind} list --${owner} ${name}`, ...(kind === 'volume' ? [`${kind} list --deleted`] : [])];
  example(list, ...examples).action(
    async (options: Filters & Partial<Record<Owner, string>> & { deleted?: true }, command: Command) => {
      const session = openSession(command);
      if (options.deleted === true && kind === 'volume')
        return printDeleted(session, kind, await filterQuery(session.client, options));
      const { client } = session;
      const wanted = options[owner];
      const of = wanted === undefined ? {} : { [filter]: (await find(client, owner, wanted)).uuid };
      const query = { ...of, ...(await filterQuery(client, options)) };
      printList(session, await client.list<AnswerOf<K>>(`${KINDS[kind].path}/`, query), columns);
    },
  );
}
