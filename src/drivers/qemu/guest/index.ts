export { acceleration } from './command-line.ts';
export { Guests, type GuestParts } from './guests.ts';
export { guestPackages, lastWords, QEMU, SANDBOX, spawnConfined } from './launch.ts';
export { guestProcesses, waitGone } from './process.ts';
export { killGuestProcess } from './running.ts';
