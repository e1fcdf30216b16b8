import type { Order, OrderStep } from '../api/schema.ts';
import { bar, duration, oneLine, type Paint, roughly } from './terminal.ts';

const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const MARKS = { pending: '·', running: ' ', waiting: ' ', done: '✓', failed: '✗', undoing: ' ', undone: '↶' } as const;
const STYLES = { done: 'green', failed: 'red', undone: 'yellow', pending: 'dim' } as const;

/** An order as it was answered, and how long ago that was. */
export interface Snapshot {
  order: Order;
  ageMs: number;
}

export function isFinal(order: Order): boolean {
  return order.state !== 'Creating';
}

/** The steps of an order that runs, one line each and one for the whole; `frame` moves the spinner. */
export function liveLines({ order, ageMs }: Snapshot, frame: number, paint: Paint): string[] {
  const width = Math.max(...order.steps.map((step) => step.title.length), 0);
  return [...order.steps.map((step) => liveStep(step, ageMs, frame, width, paint)), summary(order, ageMs)];
}

function liveStep(step: OrderStep, ageMs: number, frame: number, width: number, paint: Paint): string {
  const moving = isMoving(step);
  const mark = moving ? paint('cyan', SPINNER[frame % SPINNER.length] ?? '') : coloured(step, paint);
  const line = `  ${mark} ${step.title.padEnd(width)}`;
  if (step.state === 'pending') return paint('dim', line.trimEnd());
  const elapsed = (step.duration_ms ?? 0) + (moving ? ageMs : 0);
  const parts = [line, duration(elapsed).padStart(8)];
  const fraction = fractionOf(step, elapsed);
  if (moving && fraction !== null) parts.push(bar(fraction));
  parts.push(remark(step));
  return parts.filter((part) => part !== '').join('  ');
}

/** How far a step is: what it says itself, else by the time that it usually takes; null when neither is known. */
function fractionOf(step: OrderStep, elapsedMs: number): number | null {
  if (step.progress > 0) return step.progress;
  return step.estimate_ms === null || step.estimate_ms === 0 ? null : Math.min(elapsedMs / step.estimate_ms, 0.99);
}

/** One line that says how a step has ended, for logs. */
export function stepLine(step: OrderStep, width: number, paint: Paint): string {
  const line = `  ${coloured(step, paint)} ${step.title.padEnd(width)}  ${duration(step.duration_ms ?? 0).padStart(8)}`;
  return [line, remark(step)].filter((part) => part !== '').join('  ');
}

export function isMoving(step: OrderStep): boolean {
  return step.state === 'running' || step.state === 'waiting' || step.state === 'undoing';
}

function coloured(step: OrderStep, paint: Paint): string {
  const mark = MARKS[step.state];
  return step.state in STYLES ? paint(STYLES[step.state as keyof typeof STYLES], mark) : mark;
}

function remark(step: OrderStep): string {
  const attempt = step.attempt > 1 ? `attempt ${step.attempt}` : '';
  const undoing = step.state === 'undoing' || step.state === 'undone' ? step.state : '';
  const said = step.error === null ? (isMoving(step) ? step.message : '') : step.error.message;
  return [undoing, attempt, oneLine(said)].filter((part) => part !== '').join(', ');
}

function summary(order: Order, ageMs: number): string {
  const elapsed = `  ${duration(order.elapsed_ms + (isFinal(order) ? 0 : ageMs))} elapsed`;
  if (isFinal(order)) return elapsed;
  if (order.remaining_ms === null) return `${elapsed}, no estimate yet: nothing like it was measured before`;
  const remaining = order.remaining_ms - ageMs;
  return remaining > 0 ? `${elapsed}, about ${roughly(remaining)} left` : `${elapsed}, longer than usual`;
}
