import { Argument, type Command } from 'commander';
import { example } from './example.ts';
import { KINDS } from './references.ts';
import { openSession } from './session.ts';

/** Long enough for a cloud on this machine, short enough for a finger on the key, ms. */
const PATIENCE_MS = 1500;

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
  const before = words.slice(0, -1).filter((word) => !word.startsWith('-'));
  let command = program;
  let given = 0;
  for (const word of before) {
    const next: Command | undefined =
      given === 0 ? subcommands(command).find((each) => each.name() === word) : undefined;
    if (next === undefined) given += 1;
    else command = next;
  }
  if (typed.startsWith('-')) return optionsOf(command).filter((name) => name.startsWith(typed));
  const nouns = subcommands(command).map((each) => each.name());
  const known = given === 0 && nouns.length > 0 ? nouns : await names(command, given, asking);
  return known.filter((name) => name.startsWith(typed));
}

function subcommands(command: Command): Command[] {
  return command.commands.filter((each) => each.name() !== 'complete');
}

function optionsOf(command: Command): string[] {
  const all = [command, ...ancestors(command)].flatMap((each) => [...each.options]);
  return ['--help', ...all.flatMap(({ long }) => long ?? [])];
}

function ancestors(command: Command): Command[] {
  return command.parent === null ? [] : [command.parent, ...ancestors(command.parent)];
}

/** What can stand for an argument: its choices, or the names of the objects that it names one of. */
async function names(command: Command, position: number, asking: Command): Promise<string[]> {
  const argument = command.registeredArguments[position];
  if (argument?.argChoices !== undefined) return argument.argChoices;
  if (argument?.description !== 'name or UUID') return [];
  // "volume attach" takes a volume and a VM
  const kind = [argument.name(), command.parent?.name() ?? ''].find((name) => Object.hasOwn(KINDS, name));
  if (kind === undefined) return [];
  const { path } = KINDS[kind as keyof typeof KINDS];
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const page = await openSession(asking).client.get<{ results: { name: string }[] }>(`${path}/`, {
    query: { page_size: 300 },
    signal,
  });
  return [...new Set(page.results.map(({ name }) => name))];
}
