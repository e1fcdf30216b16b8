const everyMs = 10_000;
/** Of a processor between two looks: who takes less rests. */
const restMs = 1_000;
/** What the heap must have grown by since, bytes: a collection holds up what is asked meanwhile, for 0.2 s. */
const worthBytes = 16 * 2 ** 20;

/**
 * Gives back to the host what work has left, once the control plane rests: Node collects when it needs room and not before, so that a
 * seventh of what a start has taken would stay for days. Returns the way to stop that. Needs `--expose-gc`, and does nothing without it.
 */
export function collectAtRest(): () => void {
  let before = process.cpuUsage();
  let kept = 0;
  const look = (): void => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const rests = (user + system) / 1000 < restMs;
    if (!rests || process.memoryUsage().heapTotal < kept + worthBytes) return;
    // by an ordinary one V8 keeps the pages for itself
    globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' });
    kept = process.memoryUsage().heapTotal;
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}
