import pino from 'pino';
import type { RouterSpec } from '../../src/drivers/driver.ts';
import { HostNames, type HostSettings } from '../../src/drivers/qemu/host.ts';
import { HostNetwork } from '../../src/drivers/qemu/network/index.ts';

/** A control plane that makes, changes and removes a router for ever, to be killed at any moment. */
const { settings, router } = JSON.parse(process.argv[2] ?? '') as { settings: HostSettings; router: RouterSpec };
const network = new HostNetwork(new HostNames(settings), pino({ level: 'silent' }));
await network.start(() => {});
process.stdout.write('ready\n');
for (;;) {
  await network.applyRouter(router);
  await network.applyRouter({ ...router, ports: router.ports.slice(1) });
  await network.removeRouter(router.id);
}
