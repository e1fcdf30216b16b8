import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { slipway } from '../cli/cli.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'rebuilt' }));
await tenant.client.settled(placed.body.uuid);
const vm: string = placed.body.resource_uuid;

const config = '#cloud-config\npackages: [vim]\n';
const script = '#!/bin/sh\ntrue\n';
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const zipped = (text: string | Buffer) => base64(gzipSync(text));
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const mime = (head: string) => `${head}\n\n--x\nContent-Type: text/x-shellscript\n\n${script}\n--x--\n`;

/** What some system reads, as people send it. */
const understood: Record<string, string> = {
  nothing: '',
  'cloud-config': config,
  'cloud-config without a line': '#cloud-config',
  'behind empty lines': `\n\n  ${config}`,
  'in capitals': '#Cloud-Config\n{}\n',
  archive: '#cloud-config-archive\n- type: text/cloud-config\n',
  jsonp: '#cloud-config-jsonp\n[]\n',
  'lines of Windows': config.replaceAll('\n', '\r\n'),
  script,
  boothook: '#cloud-boothook\n#!/bin/sh\n',
  include: '#include\nhttps://example.org/x\n',
  'include once': '#include-once\nhttps://example.org/x\n',
  'part handler': '#part-handler\n',
  template: '## template: jinja\n#cloud-config\n{}\n',
  message: mime('Content-Type: multipart/mixed; boundary="x"\nMIME-Version: 1.0'),
  'message, the other way round': mime('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"'),
  'characters beyond ASCII': '#cloud-config\n# ünï → 🙂\n',
  gzip: zipped(config),
  'gzip in lines': zipped(config + '#'.repeat(200)).replace(/.{20}/g, '$&\n'),
  'gzip of a script': zipped(script),
  'gzip of a message': zipped(mime('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"')),
  Ignition: '{"ignition":{"version":"3.4.0"}}',
  'cloudbase-init': '#ps1_sysnative\nexit 0\n',
  Talos: 'version: v1alpha1\nmachine: {}\n',
};

/** What cloud-init would pass over without a word, with what is said of it. */
const ignored: Record<string, [text: string, says: RegExp]> = {
  'a byte order mark': [`\ufeff${config}`, /byte order mark/],
  'a byte order mark before a script': [`\ufeff${script}`, /byte order mark/],
  base64: [base64(config), /Is base64/],
  'base64 of a script': [base64(script), /Is base64/],
  'base64 in lines': [base64(config + '#'.repeat(99)).replace(/.{20}/g, '$&\n'), /Is base64/],
  'base64 of base64': [base64(base64(config)), /nothing that cloud-init knows/],
  'base64 of UTF-16': [base64(utf16(config)), /Is base64/],
  'UTF-16, its zeros in it': [Buffer.from(config, 'utf16le').toString('latin1'), /UTF-8/],
  'UTF-16, its mark replaced': [utf16(config).toString(), /UTF-8/],
  'a word': ['none', /nothing that cloud-init knows/],
  'a word of base64': ['true', /nothing that cloud-init knows/],
  'a sentence': ['install vim please', /nothing that cloud-init knows/],
  'white space': [' \n', /nothing that cloud-init knows/],
  'a configuration without its head': ['packages: [vim]\n', /nothing that cloud-init knows/],
  'a configuration behind a comment': [`# mine\n${config}`, /nothing that cloud-init knows/],
  'a configuration behind a document mark': [`---\n${config}`, /nothing that cloud-init knows/],
  'a space too much': ['# cloud-config\n{}\n', /nothing that cloud-init knows/],
  'a head of another spelling': ['#cloudconfig\n{}\n', /nothing that cloud-init knows/],
  JSON: ['{"packages":["vim"]}', /nothing that cloud-init knows/],
  'a script behind white space': [`\n${script}`, /white space before/],
  'a message that does not say so': [mime('Content-Type: multipart/mixed; boundary="x"'), /MIME-Version/],
  'a message that says so too late': [
    mime(`Content-Type: multipart/mixed; boundary="x"\nX-Long: ${'x'.repeat(5000)}\nMIME-Version: 1.0`),
    /MIME-Version/,
  ],
  'the path of a file': ['/home/me/user-data.yaml', /nothing that cloud-init knows/],
  'a gzip that is cut off': [base64(gzipSync(config).subarray(0, 20)), /gzip that is damaged/],
  'a gzip in a gzip': [zipped(gzipSync(config)), /holds another one/],
  'a gzip that grows': [zipped(`#cloud-config\n${'#'.repeat(5 << 20)}`), /more than 4 MiB/],
  'a gzip of a word': [zipped('none'), /In the gzip: Is nothing/],
  'a gzip of a byte order mark': [zipped(`\ufeff${config}`), /In the gzip: .*byte order mark/],
  'a gzip of UTF-16': [zipped(utf16(config)), /In the gzip: .*UTF-8/],
  'a gzip of base64': [zipped(base64(config)), /In the gzip: Is base64/],
};

test('what a system reads is taken, by an order and by a rebuild', async () => {
  for (const [form, text] of Object.entries(understood)) {
    const order = await tenant.client.post(
      'marketplace-orders/preflight/',
      orderFor(tenant, catalogue, { name: 'x', user_data: text }),
    );
    assert.equal(order.status, 200, `${form}: ${order.text}`);
  }
});

test('what cloud-init would ignore is refused by its field, and said what it is', async () => {
  for (const [form, [text, says]] of Object.entries(ignored)) {
    const order = orderFor(tenant, catalogue, { name: 'x', user_data: text });
    const ordered = await tenant.client.post('marketplace-orders/', order);
    const image = { image: catalogue.tiny.image, user_data: text };
    const rebuilt = await tenant.client.post(`openstack-instances/${vm}/rebuild/`, image);
    for (const [answer, messages] of [
      [ordered, ordered.body.attributes?.user_data],
      [rebuilt, rebuilt.body.user_data],
    ]) {
      assert.equal(answer.status, 400, `${form}: ${answer.text}`);
      assert.match(String(messages), says, form);
    }
  }
});

test('the command line sends text as it is and a gzip in base64, and no byte is replaced', async () => {
  const file = join(cloud.home, 'user-data');
  const sent = async (bytes: Buffer | string) => {
    await writeFile(file, bytes);
    const { stdout, stderr, code } = await slipway(cloud.env, 'vm', 'create', 'sent', '--user-data', file, '--json');
    if (code !== 0) return { code, stderr };
    const order = JSON.parse(stdout) as { attributes: { user_data: string }; resource_uuid: string };
    await cloud.staff.remove(order.resource_uuid);
    return { code, text: order.attributes.user_data };
  };
  for (const bytes of [config, script, '#cloud-config\n# ünï → 🙂\n'])
    assert.deepEqual(await sent(bytes), { code: 0, text: bytes });
  const packed = gzipSync(config);
  assert.deepEqual(await sent(packed), { code: 0, text: packed.toString('base64') });
  for (const bytes of [utf16(config), Buffer.from('#!/bin/sh\necho \xfc\n', 'latin1'), Buffer.from([0xc0, 0x80])]) {
    const { code, stderr = '' } = await sent(bytes);
    assert.equal(code, 2);
    assert.match(stderr, /is no text in UTF-8/);
  }
  const marked = await sent(Buffer.from(`\ufeff${config}`));
  assert.equal(marked.code, 2);
  assert.match(marked.stderr ?? '', /user_data.*byte order mark/);
});
