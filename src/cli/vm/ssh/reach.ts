import { readdirSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { Problem } from '../../../common/problem.ts';
import type { Resource } from '../../api/schema.ts';
import { runs } from '../facts.ts';

/** All that ssh needs to know of a VM. */
export interface Reach {
  uuid: string;
  name: string;
  project: string;
  user: string;
  address: string;
  /** Namespace of this host that the address is to be reached from; null: from everywhere. */
  namespace: string | null;
  /** Each `type base64`. */
  hostKeys: string[];
}

/** As the API promises them; a guest has the last word on it, so it is checked again. */
const HOST_KEY = /^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$/;
/** So that none is taken for an option of ssh. */
const USER = /^\w[\w.-]*$/;
const NAMESPACES = '/run/netns';

/** How a VM is reached: by its floating IP, or on its host from the router of its project. Throws `wrong-state` when it cannot be. */
export function reachOf(vm: Resource): Reach {
  const { uuid, name, project_uuid: project, ssh_user: user, external_ips: external, internal_ips: internal } = vm;
  if (!runs(vm)) {
    const remedy = vm.state === 'OK' ? `Start it: ./slipway vm start ${name}` : `See "./slipway vm show ${name}".`;
    throw new Problem('wrong-state', `The VM "${name}" is not running (${vm.runtime_state}).`, remedy);
  }
  const namespace = external.length > 0 ? null : routerOf(project);
  const address = external[0] ?? (namespace === null ? undefined : internal[0]);
  if (address === undefined) {
    const remedy =
      'Order it with "--floating-ip auto", reach it from another VM of its network, or as root from the host of the cloud.';
    throw new Problem('wrong-state', `The VM "${name}" has no floating IP.`, remedy);
  }
  const hostKeys = vm.readiness.host_keys.map(({ public_key }) => public_key).filter((key) => HOST_KEY.test(key));
  if (hostKeys.length === 0) {
    const remedy = `Wait until "./slipway vm show ${name}" says that it is ready, or look at "./slipway vm console-log ${name}".`;
    throw new Problem('wrong-state', `The VM "${name}" has not reported its ssh host keys yet.`, remedy);
  }
  if (isIP(address) === 0 || !USER.test(user))
    throw new Problem('wrong-state', `The VM "${name}" has the login user "${user}", which ssh cannot be told.`);
  return { uuid, name, project, user, address, namespace, hostKeys };
}

/** The same; null while it cannot be reached. */
export function reachIfAny(vm: Resource): Reach | null {
  try {
    return reachOf(vm);
  } catch (error) {
    if (error instanceof Problem && error.code === 'wrong-state') return null;
    throw error;
  }
}

/** The namespace on this machine that is the router of a project, for who may enter it: root. */
function routerOf(project: string): string | null {
  if (process.getuid?.() !== 0) return null;
  try {
    const name = readdirSync(NAMESPACES).find((each) => each.startsWith('slipway-') && each.endsWith(`-${project}`));
    return name === undefined ? null : join(NAMESPACES, name);
  } catch {
    return null;
  }
}
