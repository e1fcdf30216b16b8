import type { Order } from '../api/schema.ts';
import type { GlobalOptions } from '../api/session.ts';
import { bar, duration, LiveRegion, oneLine, painter } from './terminal.ts';
import { isMoving, liveLines, stepLine } from './timeline.ts';

const FRAME_MS = 100;
/** How often a log hears of a step that goes on. */
const LOG_EVERY_MS = 10_000;

/** Shows something that changes until it ends: redrawn in place on a terminal, appended as lines elsewhere. */
export interface View<T> {
  update(value: T): void;
  /** Leaves the last state on the screen. Safe to call twice. */
  end(): void;
}

const SILENT: View<unknown> = { update() {}, end() {} };

/** The steps of an order; nothing when only ids or JSON are asked for. */
export function orderView(
  { json, quiet }: GlobalOptions = {},
  stream: NodeJS.WriteStream = process.stderr,
): View<Order> {
  if (json === true || quiet === true) return SILENT;
  const paint = painter(stream);
  if (stream.isTTY)
    return liveView(stream, ({ value, ageMs }, frame) => liveLines({ order: value, ageMs }, frame, paint));
  const told = new Set<string>();
  let last = performance.now();
  return {
    update(order) {
      const width = Math.max(...order.steps.map((step) => step.title.length), 0);
      for (const step of order.steps) {
        const key = `${step.name} ${step.state} ${step.attempt}`;
        const ended = step.state === 'done' || step.state === 'failed' || step.state === 'undone';
        const due = isMoving(step) && step.message !== '' && performance.now() - last > LOG_EVERY_MS;
        if (!due && (!ended || told.has(key))) continue;
        if (ended) told.add(key);
        last = performance.now();
        stream.write(`${stepLine(step, width, paint)}\n`);
      }
    },
    end() {},
  };
}

/** One line with a bar. */
export interface Doing {
  message: string;
  /** 0..1, or null when nobody knows. */
  fraction: number | null;
}

/** What goes on, with the time since the view was made. */
export function doingView(
  { json, quiet }: GlobalOptions = {},
  stream: NodeJS.WriteStream = process.stderr,
): View<Doing> {
  if (json === true || quiet === true) return SILENT;
  const began = performance.now();
  if (stream.isTTY) {
    return liveView(stream, ({ value }) => {
      const elapsed = duration(performance.now() - began).padStart(8);
      const progress = value.fraction === null ? [] : [bar(value.fraction)];
      return [['  ', elapsed, ...progress, oneLine(value.message)].join('  ').slice(2)];
    });
  }
  let said = '';
  return {
    update({ message }) {
      // percentages in a message would make a line each
      const words = oneLine(message).replace(/[\d.]+ ?%?/g, '');
      if (words !== said) stream.write(`  ${duration(performance.now() - began).padStart(8)}  ${oneLine(message)}\n`);
      said = words;
    },
    end() {},
  };
}

function liveView<T>(
  stream: NodeJS.WriteStream,
  lines: (shown: { value: T; ageMs: number }, frame: number) => string[],
): View<T> {
  const region = new LiveRegion(stream);
  let shown: { value: T; at: number } | undefined;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    if (shown === undefined) return;
    region.draw(lines({ value: shown.value, ageMs: performance.now() - shown.at }, frame));
    frame += 1;
  };
  return {
    update(value) {
      shown = { value, at: performance.now() };
      timer ??= setInterval(draw, FRAME_MS);
      draw();
    },
    end() {
      clearInterval(timer);
      if (timer !== undefined) draw();
      timer = undefined;
    },
  };
}
