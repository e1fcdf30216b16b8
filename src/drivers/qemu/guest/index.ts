export { cgroupsOf } from './cgroup.ts';
export { acceleration } from './command-line.ts';
export { Guests } from './guests.ts';
export { lastWords, QEMU, SANDBOX, spawnConfined } from './launch.ts';
export { guestProcesses } from './process.ts';
export { killGuestProcess } from './running.ts';
