export { allocateFloatingIp, attachFloatingIp, freeFloatingIp, releaseFloatingIp } from './floating-ips.ts';
export { createPort, plugPorts, releasePorts } from './ports.ts';
export { provisionFloatingPool, provisionProject } from './provision.ts';
export { RouterApplier } from './router.ts';
