// Another control plane: starts a guest in the given place, says so, and waits to be killed.
import type { GuestSpec } from '../../src/drivers/driver.ts';
import { Lab } from './lab.ts';

const [home = '', cloud = '', spec = ''] = process.argv.slice(2);
const lab = new Lab({ home, cloud });
await lab.start();
await lab.guests.startGuest(JSON.parse(spec) as GuestSpec);
process.stdout.write('started\n');
setInterval(() => {}, 60_000);
