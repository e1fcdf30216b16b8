import type { Command } from 'commander';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { usage } from '../terminal/exit.ts';
import { print } from '../terminal/output.ts';
import type { Project } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { sizeMiB } from '../terminal/size.ts';
import { size, table } from '../terminal/terminal.ts';

/** Words of the command line for the quotas of the API, and how their limits are written. */
const QUOTAS = {
  instances: { key: 'instances', help: 'VMs', read: limit },
  vcpus: { key: 'vcpu', help: 'vCPUs of all VMs', read: limit },
  memory: { key: 'ram', help: 'memory of all VMs, MiB or such as 128G', read: limitMiB },
  storage: { key: 'storage', help: 'size of all volumes, MiB or such as 2T', read: limitMiB },
  images: { key: 'images_size', help: 'size of all images, MiB or such as 100G', read: limitMiB },
  snapshots: { key: 'snapshots', help: 'snapshots of volumes', read: limit },
  'snapshots-size': { key: 'snapshots_size', help: 'size of all snapshots, MiB or such as 2T', read: limitMiB },
  'floating-ips': { key: 'floating_ips', help: 'floating IPs', read: limit },
} as const;

export function registerQuota(program: Command): void {
  const noun = program.command('quota').helpCommand(false).description('how much a project may have');

  example(
    noun.command('show').description('show limits and use').option('--project <project>', 'name or UUID'),
    'quota show --project "Build farm"',
  ).action(async (options: { project?: string }, command: Command) => {
    const session = openSession(command);
    const project = await session.client.get<Project>(`projects/${await defaultProject(session, options.project)}/`);
    print(session, project.quotas, [project.uuid], () => shown(project));
  });

  const set = noun.command('set').description('change limits (staff)').option('--project <project>', 'name or UUID');
  for (const [word, { help, read }] of Object.entries(QUOTAS)) set.option(`--${word} <n>`, help, read);
  example(set, 'quota set --project "Build farm" --vcpus 64 --memory 128G').action(
    async (options: Record<string, string | number | undefined>, command: Command) => {
      const session = openSession(command);
      const quotas = Object.entries(QUOTAS).flatMap(([word, { key }]) => {
        const value = options[word.replace(/-(.)/, (_, letter: string) => letter.toUpperCase())];
        return value === undefined ? [] : [[key, value]];
      });
      if (quotas.length === 0) throw usage('Which limit?', 'Give one or more, such as --vcpus 64.');
      const uuid = await defaultProject(session, options['project'] as string | undefined);
      const project = await session.client.patch<Project>(`projects/${uuid}/`, { quotas: Object.fromEntries(quotas) });
      print(session, project.quotas, [project.uuid], () => shown(project));
    },
  );
}

function shown({ quotas }: Project): string[] {
  const amount = (word: string, value: number): string =>
    /memory|storage|images|size/.test(word) ? size(value) : `${value}`;
  const rows = Object.entries(QUOTAS).map(([word, { key }]) => {
    const { limit: most = 0, usage: used = 0, deleted = 0 } = quotas[key] ?? {};
    const kept = deleted === 0 ? '' : ` (${size(deleted)} deleted)`;
    return [word, `${amount(word, used)}${kept}`, amount(word, most)];
  });
  return table([['QUOTA', 'USED', 'LIMIT'], ...rows]);
}

function limit(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw usage(`"${text}" is not a whole number.`, 'Give one from 0 on, such as 64.');
}

function limitMiB(text: string): number {
  return text === '0' ? 0 : sizeMiB(text);
}
