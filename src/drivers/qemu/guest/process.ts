import { commandLine, type HostProcess, processIds, processOf, workingDirectory } from '../../../common/processes.ts';

/**
 * The QEMU processes of one state directory, by guest. The kernel's process table is the only pid file: QEMU runs in
 * the state directory with `-uuid` of its guest, so a launch is found again however early its controller was killed.
 */
export function guestProcesses(home: string): Map<string, HostProcess> {
  return new Map(allGuestProcesses(home));
}

/** The same, also when a guest has more than one. */
export function allGuestProcesses(home: string): [guest: string, HostProcess][] {
  const found: [string, HostProcess][] = [];
  for (const pid of processIds()) {
    const guest = guestOf(pid, home);
    const living = guest === null ? null : processOf(pid);
    if (guest !== null && living !== null) found.push([guest, living]);
  }
  return found;
}

function guestOf(pid: number, home: string): string | null {
  if (workingDirectory(pid)?.replace(/ \(deleted\)$/, '') !== home) return null;
  const argv = commandLine(pid);
  const uuid = argv.indexOf('-uuid');
  return uuid === -1 ? null : (argv[uuid + 1] ?? null);
}
