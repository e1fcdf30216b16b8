import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { readDiskRoom } from '../../src/quotas/index.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import type { Answer } from '../support/client.ts';
import type { Setup } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

/** What every image takes of the disk while it is brought, MiB. */
const imageMiB = 700;
const bytes = { 'content-type': 'application/octet-stream' };

/** Null: it was had. Else what was said in refusing it, wherever that is said. */
type Outcome = string | null;

/** One who takes room on the disk of the host. */
export interface Taker {
  name: string;
  /** What it takes, MiB. */
  needs: number;
  /** Makes what it needs beside room. What is returned takes, and waits until all of it is had or refused. */
  prepare: () => Promise<() => Promise<Outcome>>;
}

/** Leaves so many MiB of the host's disk to be taken. */
export async function leaveRoom({ cloud }: Setup, mib: number): Promise<void> {
  const { left } = await readDiskRoom(cloud.db, onlyCloud);
  cloud.driver.disk.free += mib - left;
  await measureHost(cloud.db, onlyCloud, cloud.driver);
}

/** All who can take room by the API: of a new kind one is added here. */
export function takersOf({ cloud, tenant, catalogue }: Setup): Taker[] {
  const { client, project } = tenant;
  cloud.driver.disk.imageMiB = imageMiB;
  const said = ({ status, text }: Answer, right: number): Outcome => {
    if (status === right) return null;
    assert.equal(status, 507, text);
    return text;
  };
  const ordered = async (body: object): Promise<Outcome> => {
    const answer = await client.post('marketplace-orders/', body);
    if (answer.status === 201) assert.equal((await client.settled(answer.body.uuid)).state, 'Success');
    return said(answer, 201);
  };
  const vm = async (state: 'running' | 'stopped'): Promise<string> => {
    const { body } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
    assert.equal((await client.settled(body.uuid)).state, 'Success');
    if (state === 'stopped') {
      await client.post(`marketplace-resources/${body.resource_uuid}/actions/stop/`, {});
      await atRest(body.resource_uuid);
    }
    return body.resource_uuid;
  };
  const atRest = async (uuid: string): Promise<Answer['body']> => {
    const read = async () => (await client.get(`marketplace-resources/${uuid}/`)).body;
    return eventually('the VM at rest', read, ({ state }) => state === 'OK');
  };
  const acted = async (uuid: string, action: string, body: object): Promise<Outcome> => {
    const answer = await client.in('/waldur/api').post(`openstack-instances/${uuid}/${action}/`, body);
    const outcome = said(answer, 202);
    assert.equal((await atRest(uuid)).error_message, '');
    return outcome;
  };
  const volume = () => ({ project, name: 'data', size: 1024 });
  const announce = async (more: object): Promise<Answer['body']> => {
    const image = { name: `i-${randomUUID()}`, ssh_user: 'root', sha256: 'ab'.repeat(32), project, ...more };
    const { status, body, text } = await client.post('openstack-images/', image);
    assert.equal(status, 201, text);
    return body;
  };
  const upload = async (body: Uint8Array | ReadableStream): Promise<Answer> => {
    const { uuid } = await announce({});
    const headers = { ...bytes, authorization: `Token ${client.token}` };
    const request = { method: 'PUT', headers, body, duplex: 'half' } as const;
    const response = await fetch(`${client.url}/api/openstack-images/${uuid}/file/`, request);
    return { status: response.status, text: await response.text() } as Answer;
  };
  const { offering, plan } = catalogue.volume;
  return [
    {
      name: 'an order of a VM',
      // the console, too
      needs: 1024 + 1,
      prepare: async () => () => ordered(orderFor(tenant, catalogue)),
    },
    {
      name: 'an order of a VM with volumes',
      needs: 1024 + 2048 + 3072 + 1,
      prepare: async () => () =>
        ordered(orderFor(tenant, catalogue, { data_volumes: [{ size: 2048 }, { size: 3072 }] })),
    },
    {
      name: 'an order of a volume',
      needs: 1024,
      prepare: async () => () => ordered({ project, offering, plan, attributes: { name: 'data', size: 1024 } }),
    },
    {
      name: 'a volume',
      needs: 1024,
      prepare: async () => async () => said(await client.post('openstack-volumes/', volume()), 201),
    },
    {
      name: 'a volume that grows',
      needs: 512,
      prepare: async () => {
        const { body } = await client.post('openstack-volumes/', volume());
        await volumeSettled(client, body.uuid);
        return async () =>
          said(await client.post(`openstack-volumes/${body.uuid}/extend/`, { disk_size: 1024 + 512 }), 202);
      },
    },
    {
      name: 'a flavor with a larger disk',
      needs: 3072,
      prepare: async () => {
        const uuid = await vm('stopped');
        return () => acted(uuid, 'change_flavor', { flavor: catalogue.small });
      },
    },
    {
      name: 'a rebuild',
      needs: 1024,
      prepare: async () => {
        const uuid = await vm('running');
        return () => acted(uuid, 'rebuild', { image: catalogue.tiny.image });
      },
    },
    {
      name: 'a rescue',
      needs: 1024,
      prepare: async () => {
        const uuid = await vm('running');
        return () => acted(uuid, 'rescue', {});
      },
    },
    {
      name: 'an import',
      needs: imageMiB,
      prepare: async () => async () => {
        const { uuid } = await announce({ url: 'https://images.example/x.qcow2' });
        const read = async () => (await client.get(`openstack-images/${uuid}/`)).body;
        const image = await eventually('the image', read, ({ state }) => ['ready', 'erred'].includes(state));
        return image.state === 'ready' ? null : image.error_message;
      },
    },
    {
      name: 'an upload',
      needs: imageMiB,
      prepare: async () => async () => said(await upload(Buffer.alloc(3 << 20)), 200),
    },
    {
      name: 'an upload that does not say how long it is',
      needs: imageMiB,
      prepare: async () => async () => said(await upload(new Blob([Buffer.alloc(3 << 20)]).stream()), 200),
    },
    {
      name: 'a capture',
      needs: imageMiB,
      prepare: async () => {
        const uuid = await vm('stopped');
        return async () => {
          const { status, text } = await client.post(`openstack-instances/${uuid}/create_image/`, { name: 'golden' });
          assert.equal(status, 201, text);
          const { error_message: why } = await atRest(uuid);
          return why === '' ? null : why;
        };
      },
    },
  ];
}
