export { Guests, type GuestParts } from './guests.ts';
export { guestPackages } from './launch.ts';
