import type { DriverEvent } from '../../driver.ts';
import { type GuestListener, POWERED_OFF } from './running.ts';

type Report = (event: DriverEvent) => void;

/** Passes on what is heard of a guest that runs, in the words of the driver. */
export function listenerOf(
  guest: string,
  report: Report,
  bootsAgain: (guest: string) => void = () => {},
): GuestListener {
  return {
    report: (said) => report({ kind: 'report', guest, report: said, at: Date.now() }),
    standing: (pause) =>
      report(pause === null ? isRunning(guest) : { kind: 'guest', guest, state: 'paused', pause, at: Date.now() }),
    fault: (fault, detail) => report({ kind: 'fault', guest, fault, detail, at: Date.now() }),
    reset: () => bootsAgain(guest),
  };
}

export const isRunning = (guest: string): DriverEvent => ({ kind: 'guest', guest, state: 'running', at: Date.now() });

export function hasStopped(guest: string, reason: string): DriverEvent {
  return { kind: 'guest', guest, state: 'stopped', byGuest: reason === POWERED_OFF, reason, at: Date.now() };
}
