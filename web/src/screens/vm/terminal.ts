import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { type Ends, type Line, openLine } from './console-line.ts';

/** A terminal that fills `place`, on the line to a VM. */
export function openTerminal(place: HTMLElement, vm: string, ends: Omit<Ends, 'terminal'>): Line {
  const terminal = new Terminal({ scrollback: 10_000, cursorBlink: true, screenReaderMode: true, fontSize: 14 });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  const fitting = new ResizeObserver(() => fit.fit());
  fitting.observe(place);
  const line = openLine(vm, { ...ends, terminal });
  terminal.focus();
  return {
    ...line,
    close() {
      line.close();
      fitting.disconnect();
      terminal.dispose();
    },
  };
}
