export { type AddressPair, allowedAddresses, setInstancePairs } from './allowed-addresses.ts';
export { measureConnectivity, type Prober } from './connectivity.ts';
export type { HostFinding } from './connectivity-checks.ts';
export {
  allocateFloatingIp,
  takeFloatingIp,
  attachFloatingIp,
  describeFloatingIp,
  detachFloatingIp,
  moveFloatingIp,
  releaseFloatingIp,
} from './floating-ips.ts';
export { createFreePort, deletePort, setPortGroups, updatePort } from './free-ports.ts';
export { type FloatingIpDraft, setInstanceFloatingIps, setInstanceGroups } from './instance-access.ts';
export { changePorts, type PortChange } from './instance-ports.ts';
export { createNetwork, deleteNetwork, type Labels, type Owned, tooMany, updateNetwork } from './networks.ts';
export { type PortDraft, type PortWish, readPort } from './port-draft.ts';
export { changeNetworkOf, reapplyNetwork } from './revision.ts';
export { portsToKeep, takePortsAgain } from './ports-again.ts';
export { createPort, givePort, plugPorts, plugSome, releasePorts, takePorts } from './ports.ts';
export { moveFloatingPool } from './move-pool.ts';
export { floatingIpsLeft, provisionFloatingPool, provisionProject, removeProjectNetwork } from './provision.ts';
export { NetworkReconciler } from './reconciler.ts';
export { RouterApplier } from './router.ts';
export { rowProtocol } from './rules.ts';
export {
  createSecurityGroup,
  defaultGroups,
  deleteSecurityGroup,
  type GroupReference,
  setRules,
  updateSecurityGroup,
} from './security-groups.ts';
export { layOut } from './subnet-layout.ts';
export { createSubnet, deleteSubnet, updateSubnet } from './subnets.ts';
export { addressPairs, floatingIpShape, newPortShape, portSecurity, portShape } from './port-shapes.ts';
