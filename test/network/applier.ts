import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import pino from 'pino';
import type { RouterSpec } from '../../src/drivers/driver.ts';
import { HostNames, type HostSettings } from '../../src/drivers/qemu/host.ts';
import { HostNetwork } from '../../src/drivers/qemu/network/index.ts';

/** A control plane that makes, changes and removes a router for ever, and kills itself while it runs its `nth` program. */
const { settings, router, nth } = JSON.parse(process.argv[2] ?? '') as {
  settings: HostSettings;
  router: RouterSpec;
  nth: number;
};
const network = new HostNetwork(new HostNames(settings), pino({ level: 'silent' }), () => null);
await network.start(() => {});

const { spawn } = childProcess;
let programs = 0;
childProcess.spawn = ((...program: Parameters<typeof spawn>) => {
  const child = spawn(...program);
  if (++programs === nth) process.kill(process.pid, 'SIGKILL');
  return child;
}) as typeof spawn;
syncBuiltinESMExports();

for (;;) {
  await network.applyRouter(router);
  await network.applyRouter({ ...router, ports: router.ports.slice(1) });
  await network.removeRouter(router.id);
}
