import type { Command } from 'commander';
import type { FieldError } from '../api/refusal.ts';
import { size } from './terminal.ts';

/** What the command line calls some fields of the API. */
const CALLED: Record<string, string> = {
  ssh_public_key: 'ssh-key',
  system_volume_size: 'disk',
  data_volumes: 'volume',
  fixed_ips: 'ip',
  disk_size: 'size',
  ram: 'memory',
  min_ram: 'min-memory',
  cores: 'vcpus',
  end_date: 'day',
  cidr: 'from',
};

/** A wrong field as whoever has typed `command` knows it: by its option or argument, and sizes with their unit. */
export function asTyped({ path, message }: FieldError, command: Command | undefined): FieldError {
  const parts = path.split('.');
  const word = command && parts.map((part) => wordOf(part, command)).find((each) => each !== undefined);
  const isSize = /(^|_)(size|ram|disk)$/.test(parts.at(-1) ?? '');
  const told = isSize ? message.replace(/\b\d+\b(?! ?[MGT]iB)/g, (mib) => size(Number(mib))) : message;
  return { path: word ?? path, message: told };
}

function wordOf(field: string, command: Command): string | undefined {
  const plain = field.replaceAll('_', '-');
  const words = [`new-${plain}`, CALLED[field] ?? plain, plain, plain.replace(/s$/, '')];
  const option = command.options.find(({ long }) => words.some((word) => long === `--${word}`));
  if (option?.long !== undefined) return option.long;
  const names = command.registeredArguments.map((each) => each.name());
  const argument = words.find((each) => names.includes(each));
  return argument && `<${argument}>`;
}
