import { runTests, type TestRun } from './node-test.ts';

/** Runs each file that failed once more, alone: a line for each when all pass then, else null. */
export async function passAlone(root: string, { passed, failed }: TestRun): Promise<string[] | null> {
  const lines: string[] = [];
  for (const [file, titles] of failed) {
    console.log(`\n${file} failed, and is run once more, alone`);
    if (!(await runTests(root, [file], { atOnce: 1 })).passed) return null;
    lines.push(`flaky: ${file} failed among the others and passed alone: ${titles.join('; ')}`);
  }
  return passed || lines.length > 0 ? lines : null;
}
