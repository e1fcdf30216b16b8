export { acceleration } from './command-line.ts';
export { Guests } from './guests.ts';
export { GUEST_PACKAGES, lastWords, QEMU, SANDBOX, spawnConfined } from './launch.ts';
export { guestProcesses, waitGone } from './process.ts';
export { killGuestProcess } from './running.ts';
