import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { EventData } from 'node:test';

/** The core, where a line that no test has walked is a defect that nobody has seen yet: its rooms, held to LEAST. */
const CORE = ['engine', 'identity', 'quotas', 'network', 'orders'];
/** Of the lines and of the branches of each room of the core, per cent. */
const LEAST = 95;

export type FileCoverage = EventData.TestCoverage['summary']['files'][number];
type Part = 'Line' | 'Branch';

/** What the tests walked of each room, as lines to print; `passed` says whether the core is walked as it must be. */
export interface Coverage {
  passed: boolean;
  report: string;
}

/** Sums up, by room, what was walked of `src` below `root`: a line for each room, and of a core room that falls short, where. */
export async function summarize(root: string, walked: FileCoverage[]): Promise<Coverage> {
  const source = join(root, 'src');
  const files = new Map(
    [...walked, ...(await unloaded(source, walked))].map((file) => [relative(source, file.path), file]),
  );
  const rooms = Map.groupBy(files, ([path]) => path.split('/')[0] ?? '');
  const lines: string[] = [];
  let passed = true;
  for (const [room, entries] of [...rooms].toSorted(([one], [other]) => one.localeCompare(other))) {
    const list = entries.map(([, file]) => file);
    const [ofLines, ofBranches] = [percentage(list, 'Line'), percentage(list, 'Branch')];
    const short = CORE.includes(room) && Math.min(ofLines, ofBranches) < LEAST;
    passed &&= !short;
    const figures = `${ofLines.toFixed(1)} % of lines, ${ofBranches.toFixed(1)} % of branches`;
    lines.push(`${short ? '✖' : 'ℹ'} coverage of ${room}: ${figures}${short ? ` (at least ${LEAST} % is held)` : ''}`);
    if (short) lines.push(...entries.flatMap(([path, file]) => gaps(path, file)));
  }
  const all = [...files.values()];
  lines.push(
    `ℹ coverage of src: ${percentage(all, 'Line').toFixed(1)} % of lines, ${percentage(all, 'Branch').toFixed(1)} % of branches`,
  );
  return { passed, report: lines.join('\n') };
}

function percentage(files: FileCoverage[], part: Part): number {
  const sum = (key: `total${Part}Count` | `covered${Part}Count`): number =>
    files.reduce((all, file) => all + file[key], 0);
  const total = sum(`total${part}Count`);
  return total === 0 ? 100 : (100 * sum(`covered${part}Count`)) / total;
}

/** Where a file was not walked: "  engine/runs.ts:41 42 57". */
function gaps(path: string, { lines, branches }: FileCoverage): string[] {
  const missed = [...lines, ...branches].filter(({ count }) => count === 0).map(({ line }) => line);
  return missed.length === 0
    ? []
    : [`    src/${path}:${[...new Set(missed)].toSorted((one, other) => one - other).join(' ')}`];
}

/** The files with code in them that no process of the run loaded: V8 does not tell of them. */
async function unloaded(source: string, walked: FileCoverage[]): Promise<FileCoverage[]> {
  const known = new Set(walked.map(({ path }) => path));
  const files: FileCoverage[] = [];
  for await (const path of glob('**/*.ts', { cwd: source })) {
    if (known.has(join(source, path))) continue;
    const text = await readFile(join(source, path), 'utf8');
    // what is nothing but types is not there at run time
    if (!/^(export )?(async function|function|const|class|await|let) /m.test(text)) continue;
    files.push(notWalked(join(source, path), text));
  }
  return files;
}

function notWalked(path: string, text: string): FileCoverage {
  const lines = text.split('\n').map((_, index) => ({ line: index + 1, count: 0 }));
  const none = { coveredLineCount: 0, coveredBranchCount: 0, coveredFunctionCount: 0 };
  const percent = { coveredLinePercent: 0, coveredBranchPercent: 0, coveredFunctionPercent: 0 };
  const totals = { totalLineCount: lines.length, totalBranchCount: 1, totalFunctionCount: 1 };
  return { path, ...totals, ...none, ...percent, functions: [], branches: [{ line: 1, count: 0 }], lines };
}
