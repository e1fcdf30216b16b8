import { Argument, type Command, type Option } from 'commander';
import { example } from './terminal/example.ts';
import type { List } from './api/client.ts';
import { readContexts } from './api/contexts.ts';
import { type AnswerOf, type Kind, KINDS, nameOf } from './api/references.ts';
import { openSession } from './api/session.ts';

/** Long enough for a cloud on this machine, short enough for a finger on the key, ms. */
const PATIENCE_MS = 1500;

/** Options that are called shorter than what they name. */
const SHORT_FOR: Record<string, string> = { group: 'security-group', type: 'volume-type' };

/** Each asks `slipway complete` with the words so far, the last of which is the one that is typed. */
const SCRIPTS = {
  bash: `_slipway() {
  local IFS=$'\\n' words
  mapfile -t words < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=("\${words[@]}")
}
complete -o filenames -o default -F _slipway slipway ./slipway`,
  zsh: `#compdef slipway
_slipway() {
  local -a found
  found=("\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "$found" ]] && compadd -- "\${found[@]}" || _files
}
compdef _slipway slipway ./slipway`,
  fish: `function __slipway_complete
  set -l words (commandline -opc)
  $words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c slipway -f -a '(__slipway_complete)'`,
} as const;

/** `completion`: prints the script for a shell. */
export function registerCompletion(program: Command): void {
  const shell = new Argument('<shell>').choices(Object.keys(SCRIPTS));
  const command = program.command('completion').description('print the completion script of a shell');
  example(command.addArgument(shell), 'completion bash > /etc/bash_completion.d/slipway').action(
    (name: keyof typeof SCRIPTS) => console.log(SCRIPTS[name]),
  );
}

/** `complete`: prints what the last of the words can be, one a line; what goes wrong is no candidate. */
export function registerComplete(program: Command): void {
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[], _options, command: Command) => {
      for (const word of await candidates(program, words, command).catch(() => [])) console.log(word);
    });
}

async function candidates(program: Command, words: string[], asking: Command): Promise<string[]> {
  const typed = words.at(-1) ?? '';
  let command = program;
  let given = 0;
  /** The option that the next word is a value of. */
  let open: Option | undefined;
  for (const word of words.slice(0, -1)) {
    const next: Command | undefined =
      given === 0 ? subcommands(command).find((each) => [each.name(), ...each.aliases()].includes(word)) : undefined;
    if (word.startsWith('-'))
      open = optionsOf(command).find((each) => [each.short, each.long].includes(word) && takesValue(each));
    else if (open !== undefined) open = open.variadic ? open : undefined;
    else if (next !== undefined) command = next;
    else given += 1;
  }
  const starts = (all: readonly string[]) => all.filter((name) => name.startsWith(typed));
  if (typed.startsWith('-')) return starts(['--help', ...optionsOf(command).flatMap(({ long }) => long ?? [])]);
  if (open !== undefined) return starts(await values(open, asking));
  const nouns = subcommands(command).map((each) => each.name());
  return starts(given === 0 && nouns.length > 0 ? nouns : await names(command, given, asking));
}

function subcommands(command: Command): Command[] {
  return command.commands.filter((each) => each.name() !== 'complete');
}

function optionsOf(command: Command): Option[] {
  return [command, ...ancestors(command)].flatMap((each) => [...each.options]);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function ancestors(command: Command): Command[] {
  return command.parent === null ? [] : [command.parent, ...ancestors(command.parent)];
}

/** What can be the value of an option: its choices, or the names of the objects that it is called after. */
async function values(option: Option, asking: Command): Promise<string[]> {
  if (option.argChoices !== undefined) return option.argChoices;
  const name = option.name();
  if (name === 'context') return Object.keys(readContexts().contexts);
  return namesOfKind(SHORT_FOR[name] ?? name, asking);
}

/** What can stand for an argument: its choices, or the names of the objects that it names one of. */
async function names(command: Command, position: number, asking: Command): Promise<string[]> {
  const argument = command.registeredArguments[position];
  if (argument?.argChoices !== undefined) return argument.argChoices;
  if (argument?.name() === 'context') return Object.keys(readContexts().contexts);
  if (argument?.description !== 'name or UUID') return [];
  // "volume attach" takes a volume and a VM
  const kind = [argument.name(), command.parent?.name() ?? ''].find((name) => Object.hasOwn(KINDS, name));
  return kind === undefined ? [] : namesOfKind(kind, asking);
}

async function namesOfKind(kind: string, asking: Command): Promise<string[]> {
  if (!Object.hasOwn(KINDS, kind)) return [];
  const { path } = KINDS[kind as Kind];
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const page = await openSession(asking).client.get<List<AnswerOf<Kind>>>(`${path}/`, {
    query: { page_size: 300 },
    signal,
  });
  return [...new Set(page.results.map(nameOf))];
}
