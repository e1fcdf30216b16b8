import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { PortSpec } from '../../src/drivers/driver.ts';
import { writeSeed } from '../../src/drivers/qemu/guest/seed.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { measurePort } from '../../src/drivers/qemu/network/diagnosis.ts';
import { SshProbe } from '../../src/drivers/qemu/probe.ts';
import { Volumes } from '../../src/drivers/qemu/volumes.ts';
import { qcow2Template } from '../images/disks.ts';
import { variables } from '../support/environment.ts';
import { unbounded } from '../support/unbounded.ts';
import { eventually } from '../support/wait.ts';
import { Lab } from './lab.ts';

/** Programs that something of this room starts; `timeout` stands for the shell that knocks at a guest's sshd. */
const PROGRAMS = ['qemu-img', 'genisoimage', 'ssh-keyscan', 'timeout'];

interface Started {
  program: string;
  argv: string[];
  status: string;
  network: string;
  environment: string[];
  limits: string;
}

describe('a program of the host that reads what a guest has written', () => {
  const lab = new Lab();
  const directory = mkdtempSync(join(tmpdir(), 'slipway-helpers-'));
  const [shims, records] = [join(directory, 'bin'), join(directory, 'records')];
  const path = process.env['PATH'] ?? '';
  const store = new ImageStore(lab.names);
  const volumes = new Volumes(lab.names, store);
  const base = randomUUID();
  /** Uploaded: it is taken from where it is. */
  const sent = join(lab.names.settings.home, 'sent');

  before(async () => {
    chmodSync(directory, 0o755);
    mkdirSync(shims);
    mkdirSync(records);
    chmodSync(records, 0o1777);
    for (const program of PROGRAMS) {
      const real = (await run('which', [program])).stdout.trim();
      const note = `out=$(mktemp -d ${records}/${program}.XXXXXX) && chmod 755 $out
printf '%s\\n' "$@" > $out/argv; cat /proc/$$/status > $out/status; readlink /proc/$$/ns/net > $out/network
cat /proc/$$/environ > $out/environ; cat /proc/$$/limits > $out/limits; touch $out/done`;
      writeFileSync(join(shims, program), `#!/bin/sh\n${note}\nexec ${real} "$@"\n`, { mode: 0o755 });
    }
    await lab.start();
    const template = await qcow2Template(directory);
    for (const file of [sent, `${sent}.base`]) writeFileSync(file, template);
    const source = { kind: 'upload' as const };
    await store.importFile({ id: base, source, sha256: null }, `${sent}.base`, () => {}, unbounded);
    process.env['PATH'] = `${shims}:${path}`;
    process.env['SLIPWAY_TEST_SECRET'] = 'of the control plane';
  });
  after(async () => {
    process.env['PATH'] = path;
    await lab.close();
    rmSync(directory, { recursive: true });
  });

  /** What was started meanwhile, and waits until at least one has been. */
  const started = async (work: () => Promise<unknown>): Promise<Started[]> => {
    rmSync(records, { recursive: true });
    mkdirSync(records);
    chmodSync(records, 0o1777);
    await work();
    const noted = () => readdirSync(records).filter((name) => readdirSync(join(records, name)).includes('done'));
    await eventually('a program', () => noted().length > 0);
    return noted().map((name) => {
      const read = (file: string) => readFileSync(join(records, name, file), 'utf8');
      return {
        program: name.split('.')[0] ?? '',
        argv: read('argv').trim().split('\n'),
        status: read('status'),
        network: read('network').trim(),
        environment: variables(read('environ')),
        limits: read('limits'),
      };
    });
  };

  const volume = async (): Promise<string> => {
    const id = randomUUID();
    await volumes.create({ id, sizeMiB: 8, image: base });
    return id;
  };
  const port: PortSpec = {
    id: randomUUID(),
    network: randomUUID(),
    mac: '52:54:00:00:00:01',
    guestSlot: 7,
    guest: randomUUID(),
    hostname: 'web',
    addresses: [{ subnet: randomUUID(), address: '127.0.0.1' }],
    groups: [],
    floatingIp: null,
  };

  /** Every way on which bytes of a guest or a stranger come to a program, with the user that it must run as. */
  const ways: Record<string, { uid: number; program: string; work: () => Promise<unknown> }> = {
    'growing a volume': {
      uid: lab.names.readerUid,
      program: 'qemu-img resize',
      work: async () => volumes.grow(await volume(), 16),
    },
    'taking a growth back': {
      uid: lab.names.readerUid,
      program: 'qemu-img resize',
      work: async () => {
        const id = await volume();
        await volumes.grow(id, 16);
        await volumes.shrink(id, 8);
      },
    },
    'an image of the disk of a guest': {
      uid: lab.names.readerUid,
      program: 'qemu-img convert',
      work: async () => {
        const id = await volume();
        await store.capture(
          randomUUID(),
          (uid) => volumes.open(id, uid),
          () => {},
          unbounded,
        );
      },
    },
    'an image that somebody sends': {
      uid: lab.names.readerUid,
      program: 'qemu-img convert',
      work: () => {
        const spec = { id: randomUUID(), source: { kind: 'upload' as const }, sha256: null };
        return store.importFile(spec, sent, () => {}, unbounded);
      },
    },
    'the seed, with the data of a user': {
      uid: lab.names.guestUid(7),
      program: 'genisoimage',
      work: () => {
        const seed = { instanceId: 'i', hostname: 'h', sshKeys: [], userData: '#!/bin/sh\n', labels: {} };
        return writeSeed(join(directory, 'seed.iso'), seed, [], lab.names.guestUid(7));
      },
    },
    'asking a guest for its host keys': {
      uid: lab.names.readerUid,
      program: 'ssh-keyscan',
      work: async () => {
        mkdirSync(lab.names.guestDir(port.guest), { recursive: true });
        const probe = new SshProbe(lab.names, () => {});
        await probe.begin(port.guest, { router: lab.router, address: '127.0.0.1' });
        await eventually('a question', () => readdirSync(records).length > 0);
        await probe.forget(port.guest);
      },
    },
    'knocking at the sshd of a guest': {
      uid: lab.names.readerUid,
      program: 'timeout',
      work: () => {
        const spec = { id: lab.router, slot: 1, networks: [], ports: [port], groups: [] };
        return measurePort(spec, port, lab.names);
      },
    },
  };

  for (const [way, { uid, program, work }] of Object.entries(ways)) {
    test(`${way}: is nobody, has no powers, no network but the project's, and an end (T21)`, async () => {
      const all = await started(work);
      // what is made from nothing reads nothing: what lies below a new volume is not opened
      const making = all.filter(({ argv }) => argv[0] === 'create');
      for (const { argv } of making) assert.ok(argv.includes('-u'), argv.join(' '));
      const reading = all.filter((each) => !making.includes(each));
      assert.ok(
        reading.some(({ program: name, argv }) => `${name} ${argv[0]}`.startsWith(program)),
        `${program} runs`,
      );
      for (const { argv, status, network, environment, limits } of reading) {
        const ids = Array.from({ length: 4 }, () => String(uid)).join('\t');
        for (const field of ['Uid', 'Gid']) assert.ok(status.includes(`${field}:\t${ids}\n`), `${argv[0]} ${status}`);
        assert.match(status, /^Groups:\s*$/m);
        assert.match(status, /^NoNewPrivs:\t1$/m);
        for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'])
          assert.match(status, new RegExp(`^${set}:\t0{16}$`, 'm'));
        assert.notEqual(network, readlinkSync('/proc/self/ns/net'));
        assert.deepEqual(
          environment.filter((each) => !/^(PATH|LC_ALL|PWD|OLDPWD|_|SHLVL)=/.test(each)),
          [],
        );
        for (const limit of ['cpu time', 'address space', 'file size', 'core file size'])
          assert.doesNotMatch(limits, new RegExp(`^Max ${limit} +unlimited`, 'm'));
      }
    });
  }

  test('leaves a volume to whom it belonged', async () => {
    for (const owner of [0, lab.names.guestUid(9)]) {
      const id = await volume();
      if (owner !== 0) await volumes.open(id, owner);
      await volumes.grow(id, 16);
      const { stdout } = await run('stat', ['-c', '%u %g %a', lab.names.volume(id)]);
      assert.equal(stdout.trim(), `${owner} ${owner} 600`);
    }
  });
});
