import type { Batches } from './batches.ts';
import { runTests, type TestRun } from './node-test.ts';

/** Runs each file of a program that failed once more, alone: a line for each program when all pass then, else null. */
export async function passAlone(root: string, { passed, failed }: TestRun, batches: Batches): Promise<string[] | null> {
  const lines: string[] = [];
  for (const [program, titles] of failed) {
    console.log(`\n${program} failed, and is run once more, alone`);
    const files = batches.get(program) ?? [program];
    if (!(await runTests(root, files, { atOnce: 1 })).passed) return null;
    lines.push(`flaky: ${program} failed among the others and passed alone: ${titles.join('; ')}`);
  }
  return passed || lines.length > 0 ? lines : null;
}
