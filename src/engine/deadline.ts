import { Problem } from '../common/problem.ts';

/** A step that does not come back by its deadline has failed: nothing hangs silently. */
export async function withDeadline<T>(
  step: { name: string; deadlineMs: number },
  limitMs: number,
  work: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `The step "${step.name}" did not end within ${Math.round(step.deadlineMs / 1000)} s.`;
      reject(new Problem('step-deadline', message));
    }, limitMs + 1_000);
    // a step that hangs keeps no process alive that stops
    timer.unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
