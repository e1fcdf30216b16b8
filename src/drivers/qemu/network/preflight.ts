import { existsSync } from 'node:fs';
import { Problem } from '../../../common/problem.ts';

/** Refuses a host on which no guest network can be made, saying what it lacks. */
export function requireHost(): void {
  if (process.getuid?.() !== 0) {
    const remedy = 'Start the server as root, for example with sudo.';
    throw new Problem('network-needs-root', 'Network namespaces and taps can be made by root only', remedy);
  }
  if (!existsSync('/dev/net/tun')) {
    const remedy = 'Run "modprobe tun"; in a container, pass the device in (--device /dev/net/tun).';
    throw new Problem('tun-missing', 'The host has no /dev/net/tun, so guests cannot be given network cards', remedy);
  }
}
