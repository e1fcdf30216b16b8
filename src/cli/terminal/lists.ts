import { type Command, Option } from 'commander';
import type { Client } from '../api/client.ts';
import { find } from '../api/references.ts';

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

/** The filters as the API takes them. */
export async function filterQuery(client: Client, { name, project }: Filters): Promise<Record<string, string>> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(project === undefined ? {} : { project_uuid: (await find(client, 'project', project)).uuid }),
  };
}
