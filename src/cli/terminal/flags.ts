import type { Command, Option } from 'commander';
import type { FieldError } from '../api/refusal.ts';
import { size } from './terminal.ts';

/** What the command line calls some fields of the API. */
const CALLED: Record<string, readonly string[]> = {
  ssh_public_key: ['ssh-key'],
  public_key: ['file'],
  system_volume_size: ['disk'],
  data_volumes: ['volume'],
  ports: ['port', 'subnet'],
  fixed_ips: ['ip'],
  gateway_ip: ['gateway'],
  dns_nameservers: ['dns'],
  allocation_pools: ['pool'],
  allowed_address_pairs: ['allowed-address'],
  metadata: ['label'],
  disk_size: ['size'],
  ram: ['memory'],
  min_ram: ['min-memory'],
  cores: ['vcpus'],
  end_date: ['when', 'end'],
  end_action: ['at-end'],
  expires: ['days'],
  expiration_time: ['until'],
  schedule: ['at'],
  maximal_number_of_resources: ['keep'],
  retention_time: ['keep-days'],
  target: ['copy-to'],
  target_maximal_number_of_resources: ['copy-keep'],
  target_retention_time: ['copy-keep-days'],
  created_from: ['since'],
  created_to: ['until'],
  username: ['name'],
  cidr: ['from'],
};

/** A wrong field as whoever has typed `command` knows it: by its option or argument, and sizes with their unit. */
export function asTyped({ path, message }: FieldError, command: Command | undefined): FieldError {
  const parts = path.split('.');
  const word = command && parts.map((part) => wordOf(part, command)).findLast((each) => each !== undefined);
  const isSize = /(^|_)(size|ram|disk)$/.test(parts.at(-1) ?? '');
  const told = isSize ? message.replace(/\b\d+\b(?! ?[MGT]iB)/g, (mib) => size(Number(mib))) : message;
  return { path: word ?? path, message: told };
}

function wordOf(field: string, command: Command): string | undefined {
  const plain = field.replaceAll('_', '-');
  const words = [`new-${plain}`, ...(CALLED[field] ?? []), plain, plain.replace(/s$/, '')];
  const options = command.options.filter(({ long }) => words.some((word) => long === `--${word}`));
  const isGiven = (option: Option): boolean => command.getOptionValueSource(option.attributeName()) === 'cli';
  const option = options.find(isGiven) ?? options[0];
  if (option?.long !== undefined) return option.long;
  const names = command.registeredArguments.map((each) => each.name());
  const argument = words.find((each) => names.includes(each));
  return argument && `<${argument}>`;
}
