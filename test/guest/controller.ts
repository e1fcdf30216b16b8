// Another control plane: starts a guest in the given place, says when its program runs, and waits to be killed.
import type { GuestSpec } from '../../src/drivers/driver.ts';
import { Lab } from './lab.ts';

const [home = '', cloud = '', spec = ''] = process.argv.slice(2);
const lab = new Lab({ home, cloud });
await lab.start();
const guest = JSON.parse(spec) as GuestSpec;
await lab.guests.startGuest(guest);
await lab.consoleSays(guest.id, '!');
process.stdout.write('started\n');
setInterval(() => {}, 60_000);
