import type { ReadStream } from 'node:tty';

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Lets every key through to who reads `terminal`, and returns what gives it its mode back: also when this process ends by an
 * error or by a signal that it can hear. What is no terminal stays as it is.
 */
export function rawTerminal(terminal: ReadStream): () => void {
  if (!terminal.isTTY) return () => {};
  const handlers = Object.entries(signals).map(([name, number]): [NodeJS.Signals, () => void] => [
    name as NodeJS.Signals,
    () => {
      restore();
      process.exit(128 + number);
    },
  ]);
  const restore = (): void => {
    terminal.setRawMode(false);
    process.off('exit', restore);
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
  terminal.setRawMode(true);
  process.once('exit', restore);
  for (const [signal, handler] of handlers) process.once(signal, handler);
  return restore;
}
