export { cgroupsOf } from './cgroup.ts';
export { acceleration } from './command-line.ts';
export { Guests } from './guests.ts';
export { guestParts } from './parts.ts';
export { lastWords, QEMU, qemuVersion, SANDBOX, spawnConfined } from './launch.ts';
export { guestProcesses } from './process.ts';
export { killGuestProcess } from './running.ts';
export { openScreen } from './screen.ts';
export { disksOf } from './spec.ts';
