import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { stringify } from 'smol-toml';
import { run } from '../../src/common/command.ts';
import type { Answer } from '../support/client.ts';
import { followed } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { assertCleanSlate } from './slate.ts';

const words = 'boots from its own disk';

/** A disk of 1 MiB whose boot sector prints `words` by the BIOS and halts. */
function bootableDisk(): Buffer {
  const disk = Buffer.alloc(1 << 20);
  // xor ax,ax; mov ds,ax; cld; mov si,0x7c18 · lodsb; or al,al; jz +6; mov ah,0x0e; int 0x10; jmp -11 · hlt; jmp -3
  const code = '31c0 8ed8 fc be187c ac 08c0 7406 b40e cd10 ebf5 f4 ebfd'.replaceAll(' ', '');
  disk.write(code, 'hex');
  disk.write(`${words}\0`, 0x18, 'latin1');
  disk.writeUInt16BE(0x55aa, 510);
  return disk;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('images from outside', () => {
  let cloud: Cloud;
  let directory: string;
  let server: Server;
  let qcow2: Buffer;
  let url: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-image-'));
    const raw = join(directory, 'disk.raw');
    await writeFile(raw, bootableDisk());
    await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', '-c', raw, join(directory, 'disk.qcow2')]);
    qcow2 = await readFile(join(directory, 'disk.qcow2'));
    const list = (): string => `${'0'.repeat(64)}  other.qcow2\n${sha256(qcow2)}  disk.qcow2\n`;
    server = createServer(({ url: path }, response) => response.end(path === '/SHA256SUMS' ? list() : qcow2));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    url = `http://${host}/disk.qcow2`;
    const catalogue = join(directory, 'catalogue.toml');
    const entry = { key: 'boots', name: 'Boots', url, checksum: `http://${host}/SHA256SUMS`, ssh_user: 'root' };
    await writeFile(catalogue, stringify({ image: [{ ...entry, readiness: 'none', min_disk: 1, min_ram: 64 }] }));
    cloud = await Cloud.create({ SLIPWAY_IMAGE_HOSTS: host, SLIPWAY_IMAGE_CATALOGUE: catalogue });
  });
  after(async () => {
    server?.close();
    await rm(directory, { recursive: true, force: true });
    await cloud?.destroy();
  });

  const announce = async (
    name: string,
    checksum: string,
    more: Record<string, unknown> = {},
  ): Promise<Answer['body']> => {
    const image = { name, ssh_user: 'root', sha256: checksum, readiness: 'none', min_ram: 64, min_disk: 1, ...more };
    const answer = await cloud.staff.post('openstack-images/', image);
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  };
  const upload = (image: string, bytes: Buffer): Promise<Answer> =>
    cloud.staff.send('PUT', `openstack-images/${image}/file/`, new Uint8Array(bytes), {
      'content-type': 'application/octet-stream',
    });
  const shown = async (image: string): Promise<Answer['body']> =>
    (await cloud.staff.get(`openstack-images/${image}/`)).body;
  const assertBoots = async (image: string): Promise<void> => {
    const vm = await cloud.order({ name: 'imported', image });
    assert.equal(vm.runtime_state, 'active');
    await eventually('the boot sector to speak', async () => {
      const { body } = await cloud.staff.get(`marketplace-resources/${vm.uuid}/console_log/`);
      return String(body).includes(words);
    });
    await cloud.staff.remove(vm.uuid);
    await cloud.assertHealthy();
  };

  test('a qcow2 is uploaded, inspected, and boots from its own disk', async () => {
    const image = await announce('uploaded', sha256(qcow2));
    assert.equal(image.state, 'pending');
    const answer = await upload(image.uuid, qcow2);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.state, 'ready');
    await assertBoots(image.uuid);
  });

  test('a raw disk is taken as one', async () => {
    const raw = bootableDisk();
    const image = await announce('raw', sha256(raw));
    assert.equal((await upload(image.uuid, raw)).body.state, 'ready');
    await assertBoots(image.uuid);
  });

  test('an image is downloaded from a host that the settings allow', async () => {
    const { uuid } = await announce('downloaded', sha256(qcow2), { url });
    await eventually('the download', async () => (await shown(uuid)).state !== 'importing');
    const image = await shown(uuid);
    assert.equal(image.state, 'ready', image.error_message);
    await assertBoots(uuid);
  });

  test('an image of the catalogue is downloaded by the first order, against the list of its publisher', async () => {
    const { body } = await cloud.staff.get('openstack-images/?in_catalogue=true');
    assert.deepEqual([body.count, body.results[0].state, body.results[0].sha256], [1, 'pending', null]);
    await assertBoots(body.results[0].uuid);
    const image = await shown(body.results[0].uuid);
    assert.deepEqual([image.state, image.sha256], ['ready', sha256(qcow2)]);
  });

  test('a stopped VM becomes an image, from which others boot with what was in it; its figures move', async () => {
    const first = await cloud.order({ name: 'first' });
    const usage = async (uuid: string): Promise<Answer['body']> =>
      (await cloud.staff.get(`marketplace-resources/${uuid}/usage/`)).body;
    const idle = await usage(first.uuid);
    await cloud.ssh(
      first,
      'dd if=/dev/urandom bs=64k count=16 of=/root/kept conv=fsync 2>/dev/null; echo golden > /root/word; sync',
    );
    const key = await cloud.ssh(first, 'cat /etc/dropbear/dropbear_ed25519_host_key.pub');
    const written = (of: Answer['body']): number => of.disks[0].written_bytes;
    const later = (now: Answer['body']): boolean => written(now) - written(idle) >= 1 << 16;
    const worked = await eventually('figures of later', () => usage(first.uuid), later);
    // as it is now, not since it was started
    assert.equal(worked.started, idle.started);
    assert.ok(Date.parse(worked.measured) - worked.interval_seconds * 1000 >= Date.parse(idle.measured) - 1);
    assert.ok(worked.cpu_seconds > idle.cpu_seconds, `${idle.cpu_seconds} then ${worked.cpu_seconds}`);
    assert.ok(worked.ports[0].received_bytes > idle.ports[0].received_bytes, JSON.stringify(worked.ports));
    assert.ok(worked.memory_bytes > 32 << 20, String(worked.memory_bytes));
    // as of a cloud that measures none
    const measures = (unmeasured: string | null) =>
      sql`UPDATE backend SET capabilities = capabilities || ${JSON.stringify({ unmeasured })}`.execute(cloud.db);
    await followed(
      'usage-unknown',
      /Measure it inside of the VM, by .* for one\./,
      async () => {
        await measures('Nothing is told of it.');
        return cloud.staff.get(`marketplace-resources/${first.uuid}/usage/`);
      },
      async () => assert.match(await cloud.ssh(first, 'top -bn1'), /^Mem: \d+K used/),
    );
    await measures(null);

    await cloud.power(first.uuid, 'stop');
    const made = await cloud.staff.post(`openstack-instances/${first.uuid}/create_image/`, { name: 'golden' });
    assert.equal(made.status, 201, made.text);
    await eventually('the image', async () => (await shown(made.body.uuid)).state !== 'importing');
    assert.equal((await shown(made.body.uuid)).state, 'ready');
    await cloud.staff.remove(first.uuid);
    const second = await cloud.order({ name: 'second', image: made.body.uuid });
    assert.equal(await cloud.ssh(second, 'hostname; cat /root/word'), 'second\ngolden');
    assert.notEqual(
      await cloud.ssh(second, 'cat /etc/dropbear/dropbear_ed25519_host_key.pub'),
      key,
      'a key of its own',
    );
    await cloud.staff.remove(second.uuid);
    await cloud.assertHealthy();
  });

  test('a URL into the own network is refused without a connection (T6)', async () => {
    let connected = false;
    const inner = createServer((_request, response) => response.end()).on('connection', () => {
      connected = true;
    });
    inner.listen(0, '127.0.0.1');
    await once(inner, 'listening');
    try {
      const target = `http://127.0.0.1:${(inner.address() as AddressInfo).port}/disk.qcow2`;
      const { uuid } = await announce('inner', sha256(qcow2), { url: target });
      await eventually('the refusal', async () => (await shown(uuid)).state === 'erred');
      assert.equal(connected, false);
    } finally {
      inner.close();
    }
  });

  test('a wrong checksum is refused, and the right file is taken afterwards', async () => {
    const image = await announce('damaged', sha256(qcow2));
    const damaged = Buffer.from(qcow2);
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1);
    const answer = await upload(image.uuid, damaged);
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.code, 'image-checksum-mismatch');
    assert.equal((await shown(image.uuid)).state, 'erred');
    const order = await cloud.staff.post('marketplace-orders/', await cloud.orderBody({ image: image.uuid }));
    assert.equal(order.status, 400, order.text);
    assert.ok(order.body.attributes.image);
    assert.equal((await upload(image.uuid, qcow2)).body.state, 'ready');
  });

  test('a qcow2 that would have the host read a file of its own is refused (T1)', async () => {
    const file = join(directory, 'backed.qcow2');
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-b', '/etc/passwd', '-F', 'raw', file, '1M']);
    const bytes = await readFile(file);
    const image = await announce('backed', sha256(bytes));
    const answer = await upload(image.uuid, bytes);
    assert.equal(answer.status, 422, answer.text);
    assert.match(answer.body.detail, /backing/);
    assert.equal((await cloud.staff.delete(`openstack-images/${image.uuid}/`)).status, 204);
    await cloud.assertHealthy();
  });

  test('leaves a clean slate', () => assertCleanSlate(cloud));
});
