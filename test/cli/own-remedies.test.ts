import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { cloudUrl } from '../../src/cli/api/client.ts';
import type { Problem } from '../../src/common/problem.ts';
import type { Code } from '../../src/common/problems/catalogue.ts';
import { keyLine } from '../support/keys.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { inTurn, slipway, useCloud } from './in-process.ts';

const cloud = await setUpCloud();
const file = (name: string) => join(cloud.home, name);
/** What is refused, what that says to do, and lines that do it; what the ones before print fills in `<…>`. */
type Row = [code: Code, says: RegExp, wrong: string, ...right: string[]];

before(async () => {
  await useCloud(cloud);
  await writeFile(file('disk.img'), Buffer.alloc(1 << 20, 7));
  for (const encoding of ['latin1', 'utf8'] as const) await writeFile(file(encoding), '#!/bin/sh\n# ä\n', encoding);
  await writeFile(file('id'), '-----BEGIN OPENSSH PRIVATE KEY-----\n');
  await writeFile(file('id.pub'), keyLine('ssh-ed25519', randomBytes(32)));
  await inTurn(['vm create web', 'network create lan', 'security-group create site']);
});

const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}';
const none = '297e22e5-2cc7-4f27-87a5-bef063662b99';
const address = String.raw`\d+\.\d+\.\d+\.\d+`;
const day = '2099-12-31T12:00:00Z';
const home = cloud.home;

const values: Row[] = [
  [
    'usage',
    /Give MiB, such as 2048, or a unit: 10G, 1T/,
    'volume create data --size much',
    'volume create data --size 2048',
  ],
  [
    'usage',
    /Give one, such as 4\./,
    'flavor create odd --vcpus no --memory 192 --disk 2048',
    'flavor create odd --vcpus 4 --memory 192 --disk 2048',
  ],
  [
    'usage',
    /Give one, such as --timeout 600/,
    'vm stop web --timeout soon',
    'vm stop web --timeout 600',
    'vm start web',
  ],
  ['usage', /Write it like role=web/, 'vm label web role', 'vm label web role=web'],
  [
    'usage',
    /Give its first and last address, such as/,
    'subnet create s --network lan --cidr 192.168.10.0/24 --pool 7',
    'subnet create s --network lan --cidr 192.168.10.0/24 --pool 192.168.10.100-192.168.10.200',
  ],
  ['not-found', /" shows what can be brought back/, 'vm undelete nobody', 'vm list --deleted'],
  [
    'usage',
    /Write it like --/,
    'subnet set s --host-route x',
    'subnet set s --host-route destination=10.9.0.0/16,gateway=192.168.10.4',
  ],
  [
    'usage',
    /Give --.* or --no-/,
    'subnet set s',
    'subnet set s --host-route destination=10.8.0.0/16,gateway=192.168.10.4',
    'subnet set s --no-host-route',
  ],
  ['usage', /Give one from 0 on, such as 64/, 'quota set --vcpus many', 'quota set --vcpus 64'],
  ['usage', /Give one or more, such as --vcpus 64/, 'quota set', 'quota set --vcpus 64'],
  ['usage', /Give 1 to 300/, 'event list --last 0', 'event list --last 1', 'event list --last 300'],
  [
    'usage',
    /Give one such as 2026-12-31T12:00:00Z/,
    'snapshot create data s --keep-until soon',
    `snapshot create data s --keep-until ${day}`,
  ],
  [
    'usage',
    /Give a day in UTC such as 2027-01-31, a time/,
    'vm expire web tomorrow',
    ...['2099-01-31', '2099-01-31T18:00+01:00', '+12h', 'never'].map((end) => `vm expire web ${end}`),
  ],
  [
    'usage',
    /Write it like 443, tcp:443, tcp:8000-8100/,
    'security-group allow site 443/tcp',
    ...['443', 'tcp:444', 'tcp:8000-8100', 'udp:53', 'icmp', 'vrrp', 'proto:112', 'any'].map(
      (rule) => `security-group allow site ${rule} --from 10.9.0.0/16`,
    ),
  ],
  [
    'usage',
    /Do you mean everybody\? Write --from/,
    'security-group allow site 80 --from 0.0.0.0',
    'security-group allow site 80 --from 0.0.0.0/0',
    'security-group allow site 81',
  ],
  [
    'usage',
    /Give one of --file and --url/,
    'image import own --ssh-user root',
    `image import own --ssh-user root --min-disk 500G --file ${home}/disk.img`,
  ],
  [
    'usage',
    /Give --sha256; who publishes the image/,
    'image import far --ssh-user root --url https://cloud.debian.org/x',
    `image import far --ssh-user root --url https://cloud.debian.org/x --no-wait --sha256 ${'0'.repeat(64)}`,
  ],
  [
    'usage',
    /Give a qcow2 or raw disk image that you can read/,
    'image import mine --ssh-user root --file /none',
    `image import mine --ssh-user root --file ${home}/disk.img`,
  ],
  [
    'usage',
    /Give a file that you can read/,
    'vm create first --dry-run --user-data /none',
    `vm create first --dry-run --user-data ${home}/utf8`,
  ],
  [
    'usage',
    /Save it as UTF-8 without a byte order mark/,
    `vm create first --dry-run --user-data ${home}/latin1`,
    `vm create first --dry-run --user-data ${home}/utf8`,
  ],
  ['usage', /Give its public half: .*\.pub/, `key add laptop ${home}/id`, `key add laptop ${home}/id.pub`],
  [
    'usage',
    /Give a public key file, such as/,
    'vm create first --dry-run --ssh-key /none',
    `vm create first --dry-run --ssh-key ${home}/id.pub`,
  ],
];

const names: Row[] = [
  ['not-found', /There are: /, 'vm show wep', 'vm show web'],
  [
    'not-found',
    /There is none yet\./,
    'server-group show apart',
    'server-group create apart',
    'server-group show apart',
  ],
  ['not-found', /list" shows those that there are/, `vm show ${none}`, 'vm list -o wide', `vm show <${uuid}>`],
  [
    'usage',
    /Give the UUID of the .*; ".* list" shows it/,
    'floating-ip release some',
    'floating-ip allocate -q',
    `floating-ip release <${uuid}>`,
  ],
  [
    'not-found',
    /"\.\/slipway floating-ip list" shows those that are/,
    'floating-ip release 203.0.113.9',
    'floating-ip allocate',
    'floating-ip list',
    `floating-ip release <^${address}$>`,
  ],
  [
    'not-found',
    /"\.\/slipway .* list" shows what there is; ask the operator for more/,
    'vm create first --dry-run --image own',
    'flavor list',
    'flavor create huge --vcpus 1 --memory 512 --disk 500G',
    'vm create first --dry-run --image own',
  ],
  ['usage', /Its plans: /, 'vm create first --dry-run --plan none', 'vm create first --dry-run --plan Hourly'],
  [
    'usage',
    /"\.\/slipway security-group show .*" lists them/,
    'security-group revoke site 999999',
    'security-group show site',
    String.raw`security-group revoke site <^\d+(?= )>`,
  ],
  [
    'usage',
    /" lists what it has/,
    'subnet unset s --host-route destination=10.6.0.0/16,gateway=192.168.10.4',
    'subnet set s --host-route destination=10.7.0.0/16,gateway=192.168.10.4',
    'subnet show s',
    'subnet unset s --host-route destination=10.7.0.0/16,gateway=192.168.10.4',
  ],
  ['usage', /"\.\/slipway session list" shows yours; --others/, 'session end', 'session list', 'session end --others'],
];

const states: Row[] = [
  [
    'already-taken',
    /Choose another name, delete that one first/,
    'vm create web',
    'vm create other --floating-ip none',
  ],
  [
    'already-taken',
    /or give --allow-duplicate-name/,
    'vm create web',
    'vm create web --dry-run --allow-duplicate-name',
  ],
  [
    'wrong-state',
    /Stop it first, or leave --no-wait out/,
    'vm resize web --flavor small --no-wait',
    'vm resize web --flavor small',
  ],
  [
    'usage',
    /"\.\/slipway flavor list" shows the others/,
    'vm resize web --flavor small',
    'flavor list',
    'vm resize web --flavor medium',
  ],
  [
    'usage',
    /Give --subnet or --port; "vm connect" adds others/,
    'vm create first --dry-run --subnet s --port p',
    'vm create first --dry-run --subnet s --floating-ip none',
  ],
  ['usage', /Give either --subnet or --port/, 'vm connect web', 'vm connect web --subnet s'],
  [
    'usage',
    /"\.\/slipway port list --vm .*" shows them/,
    'vm disconnect web 10.250.0.9',
    'port list --vm web',
    String.raw`vm disconnect web <192\.168\.10\.\d+>`,
  ],
];

describe('who is told at the command line what to write', () => {
  for (const [code, says, wrong, ...right] of [...values, ...names, ...states])
    test(`is told so by "${wrong}"`, () =>
      followed(
        code,
        says,
        () => inTurn([wrong]),
        () => inTurn(right),
      ));

  test('is told so of the URL of a cloud', () =>
    followed(
      'usage',
      /Write it like https:\/\/cloud\.example/,
      () => void cloudUrl('ftp://x'),
      () => void cloudUrl('https://cloud.example'),
    ));

  test('is told so of a floating IP that is in use', async () => {
    const [, reached = ''] = /^floating address +(\S+)|(?<=, )(172\.\S+)/m.exec(await slipway('vm show web')) ?? [];
    await followed(
      'in-use',
      /Detach it first, or add --force/,
      () => inTurn([`floating-ip release ${reached}`]),
      () => inTurn([`floating-ip detach ${reached}`, `floating-ip release ${reached}`]),
    );
  });

  test('is told so of a VM that is protected', async () => {
    await slipway('vm protect other');
    const remove = 'vm delete other --yes';
    await followed(
      'wrong-state',
      /"\.\/slipway vm unprotect .*" lets it be deleted/,
      () => inTurn([remove]),
      () => inTurn(['vm unprotect other', remove]),
    );
  });

  test('is told so where one of several customers is meant', async () => {
    await slipway('customer create Acme');
    await followed(
      'usage',
      /Name the customer with --customer; there are: /,
      () => inTurn(['project create farm']),
      () => inTurn(['project create farm --customer Acme']),
    );
  });

  test('is told so where one of several is called like that', async () => {
    const line = 'vm create twin --floating-ip none';
    await inTurn([line, `${line} --allow-duplicate-name`]);
    let said = '';
    await followed(
      'usage',
      /Give the UUID of one: /,
      () => slipway('vm show twin').then(assert.fail, (error: Problem) => ((said = error.remedy), error)),
      () => inTurn([`vm show ${new RegExp(uuid).exec(said)?.[0]}`]),
    );
  });
});
