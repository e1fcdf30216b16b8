import assert from 'node:assert/strict';
import { type Catalogue, orderFor, type Tenant } from './tenant.ts';
import { volumeSettled } from './volumes.ts';

/** How VMs of a tenant are made, backed up and taken away again. */
export function backupsOf(tenant: Tenant, catalogue: Catalogue) {
  const { client, project } = tenant;

  /** A VM with a floating IP, user data and a data volume. */
  async function makeVm(): Promise<string> {
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const wanted = { networks, user_data: '#cloud-config\n', data_volumes: [{ size: 2048 }] };
    const { body, text } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, wanted));
    assert.equal((await client.settled(body.uuid)).state, 'Success', text);
    return body.resource_uuid;
  }

  /** With its data volume. */
  async function removeVm(vm: string): Promise<void> {
    const body = { attributes: { action: 'force_destroy', delete_volumes: true } };
    const { status, text, body: ended } = await client.post(`marketplace-resources/${vm}/terminate/`, body);
    assert.equal(status, 200, text);
    assert.equal((await client.settled(ended.order_uuid)).state, 'Success');
  }

  async function backUp(vm: string, more: object = {}, by = client): Promise<string> {
    const { status, body, text } = await by.post(`openstack-instances/${vm}/backup/`, { name: 'kept', ...more });
    assert.equal(status, 200, text);
    return body.uuid;
  }

  const settled = (uuid: string) => volumeSettled(client, uuid, 'openstack-backups');

  async function remove(uuid: string): Promise<void> {
    const { status, text } = await client.delete(`openstack-backups/${uuid}/`);
    assert.equal(status, 204, text);
    assert.equal(await settled(uuid), null);
  }

  const usage = async (): Promise<[number, number]> => {
    const { quotas } = (await client.get(`projects/${project}/`)).body;
    return [quotas.snapshots.usage, quotas.snapshots_size.usage];
  };

  async function refused(answer: Promise<{ status: number; text: string }>, why: RegExp): Promise<void> {
    const { status, text } = await answer;
    assert.equal(status, 409, text);
    assert.match(text, why);
  }

  return { makeVm, removeVm, backUp, settled, remove, usage, refused };
}
