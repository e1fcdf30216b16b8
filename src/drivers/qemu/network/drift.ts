import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';
import { ABSENT, inNamespace } from './kernel.ts';

/** A place with rules of ours: a namespace (null: the host's own), of which `table` is ours, or all. */
export interface RulePlace {
  namespace: string | null;
  table: string | null;
  /** What we would apply there. */
  ruleset: string;
}

/**
 * Says in words how the rules of a place differ from ours, or null when they do not. Our
 * text is put into a namespace that lives as long as this look, so that the kernel words both sides the same way.
 */
export async function ruleDrift({ namespace, table, ruleset }: RulePlace): Promise<string | null> {
  const what = table === null ? ['ruleset'] : ['table', 'inet', table];
  const [program = '', ...args] = inNamespace(namespace, ['nft', '--stateless', 'list', ...what]);
  const found = await run(program, args, { check: false });
  const missing = found.code !== 0 && ABSENT.test(found.stderr);
  if (!missing && found.code !== 0) {
    const remedy = 'Run it by hand to see why; "nft" must be installed and this must be root.';
    throw new Problem('rules-unreadable', `nft list ${what.join(' ')} failed: ${found.stderr.trim()}`, remedy);
  }
  // the shell sees no text but this one: our rules come by its standard input
  const list = ['unshare', '--net', 'sh', '-c', 'nft -f - && nft --stateless list ruleset'] as const;
  const { stdout: wanted } = await run(list[0], list.slice(1), { input: ruleset });
  const stray = without(missing ? '' : found.stdout, wanted);
  const lacking = without(wanted, missing ? '' : found.stdout);
  const parts = [
    ...(stray.length === 0 ? [] : [`not ours: ${stray.slice(0, 3).join('; ')}`]),
    ...(lacking.length === 0 ? [] : [`missing: ${lacking.slice(0, 3).join('; ')}`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** The lines of one listing that the other has not, as often as it has them. */
function without(listing: string, other: string): string[] {
  const left = lines(other);
  return lines(listing).filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function lines(listing: string): string[] {
  return listing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '}');
}
