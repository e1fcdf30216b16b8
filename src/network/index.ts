export { allocateAddress, takeAddress } from './addresses.ts';
export { allocateFloatingIp, attachFloatingIp, freeFloatingIp, releaseFloatingIp } from './floating-ips.ts';
export { createPort, type NewPort, plugPorts, releasePorts } from './ports.ts';
export { createSubnet, provisionFloatingPool, provisionProject } from './provision.ts';
export { RouterApplier, routerSpec } from './router.ts';
