import { z } from 'zod';
import { type Answer, refusedBy, type Routes } from './answers.ts';
import { found, make } from './neutron.ts';
import type { Thing, World } from './world.ts';

const by = z.object({ subnet_id: z.string().optional(), port_id: z.string().optional() });

/** What leads a router into subnets. */
export function interfaceRoutes(world: World): Routes {
  return {
    'PUT /v2.0/routers/:/add_router_interface': ({ params: [router = ''], body }) => {
      return add(world, found(world, 'router', router), by.parse(body));
    },
    'PUT /v2.0/routers/:/remove_router_interface': ({ params: [router = ''], body }) => {
      const port = found(world, 'port', by.parse(body).port_id ?? '');
      if (port['device_id'] !== router)
        throw refusedBy('RouterInterfaceNotFound', `Router ${router} has no ${port.id}.`, 404);
      world.things('port').delete(port.id);
      return { status: 200, body: { id: router, port_id: port.id } };
    },
  };
}

function add(world: World, router: Thing, { subnet_id, port_id }: z.output<typeof by>): Answer {
  const port = port_id === undefined ? bySubnet(world, router, subnet_id ?? '') : found(world, 'port', port_id);
  if (port_id !== undefined && port['device_id'] !== '') {
    throw refusedBy('PortInUse', `Unable to complete operation on port ${port.id}: it has an attached device.`);
  }
  Object.assign(port, { device_id: router.id, device_owner: 'network:router_interface', status: 'ACTIVE' });
  return { status: 200, body: { id: router.id, port_id: port.id } };
}

function bySubnet(world: World, router: Thing, id: string): Thing {
  const subnet = found(world, 'subnet', id);
  const gateway = subnet['gateway_ip'];
  if (gateway === null) throw refusedBy('BadRequest', `Subnet for router interface must have a gateway IP`, 400);
  const ports = [...world.things('port').values()];
  if (ports.some((port) => port['device_id'] === router.id && JSON.stringify(port['fixed_ips']).includes(id))) {
    throw refusedBy('BadRequest', `Router already has a port on subnet ${id}`, 400);
  }
  const fixed_ips = [{ subnet_id: id, ip_address: gateway }];
  return make(world, 'port', { network_id: subnet['network_id'], fixed_ips, security_groups: [] });
}
