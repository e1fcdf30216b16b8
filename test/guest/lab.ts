import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../src/common/command.ts';
import type { DriverEvent, GuestSpec } from '../../src/drivers/driver.ts';
import { Guests, guestProcesses } from '../../src/drivers/qemu/guest/index.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { Volumes } from '../../src/drivers/qemu/volumes.ts';
import { newCloudPlace } from '../support/place.ts';
import { eventually } from '../support/wait.ts';

/** `!` on the serial console (0x3f8): the boot sector runs. */
const SAYS_UP = 'baf803 b021 ee';

/** Whole guests in a few bytes: boot sectors, for what does not need Linux. */
export const programs = {
  /** Powers off when the power button is pressed: enables it in PM1_EN (0x602), polls PM1_STS, writes S5 to PM1_CNT. */
  obeys: sector('ba0206 b80001 ef', SAYS_UP, 'ba0006 ed f6c401 74fa', 'ba0406 b80020 ef f4'),
  /** The same, but the first press is lost on it. */
  wakes: sector('ba0206 b80001 ef', SAYS_UP, 'ba0006 ed f6c401 74fa b80001 ef ed f6c401 74fa', 'ba0406 b80020 ef f4'),
  /** Halts with interrupts off and hears nothing. */
  deaf: sector(SAYS_UP, 'fa f4 ebfd'),
  /** Writes `y` to its serial console without end. */
  floods: sector('baf803 b079 ee ebfd'),
  /** Says by pvpanic (0x505) that its kernel has panicked. */
  panics: sector(SAYS_UP, 'ba0505 b001 ee f4 ebfd'),
  /**
   * Starts the chipset's watchdog and never feeds it: reaches beyond 1 MiB by a GDT at 0x80, clears NO_REBOOT (0xfed1f410),
   * sets TCO_TMR (0x672) to 4 ticks of 0.6 s, lets it run (0x668) and loads it (0x660).
   */
  starves: withData(
    '0f00887c0000 0000 0000000000000000 ffff00000092cf00',
    'fa 31c0 8ed8 0f0116807c 0f20c0 0c01 0f22c0 bb0800 8ee3 24fe 0f22c0 66bf10f4d1fe 6467668327df',
    'ba7206 b80400 ef ba6806 31c0 ef ba6006 b80100 ef',
    SAYS_UP,
    'f4 ebfd',
  ),
  /** Writes itself to sector 3000 of its disk by the BIOS (packet at 0x80), then says `.`. */
  writes: withData(
    '10000100 007c0000 b80b000000000000',
    '31c0 8ed8 be807c b80043 b280 cd13',
    'baf803 b02e ee',
    'f4 ebfd',
  ),
};

export type Program = keyof typeof programs;

const programIds: Record<Program, string> = {
  obeys: '00000001-0000-4000-8000-000000000000',
  wakes: '00000004-0000-4000-8000-000000000000',
  deaf: '00000002-0000-4000-8000-000000000000',
  floods: '00000003-0000-4000-8000-000000000000',
  panics: '00000005-0000-4000-8000-000000000000',
  starves: '00000006-0000-4000-8000-000000000000',
  writes: '00000007-0000-4000-8000-000000000000',
};

/** A host with nothing but guests and volumes. `place` opens one that another process made. */
export class Lab {
  readonly names: HostNames;
  readonly volumes: Volumes;
  readonly guests: Guests;
  readonly events: DriverEvent[] = [];
  /** The router of guests that are given no other. */
  readonly router = randomUUID();

  constructor(place: { home: string; cloud: string } = newCloudPlace('guest')) {
    this.names = new HostNames({
      ...place,
      uidBase: 4_000_000,
      floatingPool: '172.24.4.0/24',
      uplink: null,
      accelerator: 'tcg',
    });
    const images = {
      boot: () => Promise.resolve(null),
      disk: (image: string) => {
        const file = join(this.names.imageDir(image), 'disk.raw');
        return { file, format: 'raw' as const, virtualSizeMiB: 1 };
      },
    };
    this.volumes = new Volumes(this.names, images);
    const accelerator = () => Promise.resolve('tcg' as const);
    this.guests = new Guests({ names: this.names, images, volumes: this.volumes, accelerator });
  }

  async start(): Promise<void> {
    for (const [program, code] of Object.entries(programs)) {
      const directory = this.names.imageDir(programIds[program as Program]);
      mkdirSync(directory, { recursive: true, mode: 0o755 });
      writeFileSync(join(directory, 'disk.raw'), code, { mode: 0o444 });
    }
    await this.makeRouter(this.router, [], 1);
    await this.guests.start((event) => void this.events.push(event));
  }

  /** A guest with a system volume that boots a program; the volume is made. */
  async guest(program: Program, more: Partial<GuestSpec> = {}): Promise<GuestSpec> {
    const [id, volume] = [randomUUID(), randomUUID()];
    const image = programIds[program];
    await this.volumes.create({ id: volume, sizeMiB: 2, image });
    const seed = { instanceId: id, hostname: 'web-1', sshKeys: [], userData: null, labels: {} };
    const machine = {
      vcpus: 1,
      memoryMiB: 32,
      image,
      volumes: [{ id: volume }],
      rescue: null,
      ports: [],
      probeSsh: null,
    };
    const { router } = this;
    return { id, slot: 1, seed, router, ...machine, ...more };
  }

  /** Waits for an event of a guest, also one that came already. */
  event(guest: string, matches: (event: DriverEvent) => boolean): Promise<DriverEvent> {
    const heard = () => this.events.find((event) => event.guest === guest && matches(event));
    return eventually(`an event of guest ${guest}`, heard);
  }

  /** Waits until a guest has stopped; returns why, and when. */
  async stopped(guest: string): Promise<{ reason: string; byGuest: boolean; at: number }> {
    const event = await this.event(guest, (said) => said.kind === 'guest' && said.state === 'stopped');
    if (event.kind === 'guest' && event.state === 'stopped') return event;
    throw new Error('unreachable');
  }

  /** Waits until the console of a guest has said something so many times since it was first started. */
  async consoleSays(guest: string, text: string, times = 1): Promise<void> {
    const said = () => this.guests.consoleLog(guest, 1 << 20);
    await eventually(`"${text}" on the console`, said, (log) => log.split(text).length > times);
  }

  /** The pid of a guest's QEMU. */
  pid(guest: string): number {
    const found = guestProcesses(this.names.settings.home).get(guest);
    if (found === undefined) throw new Error(`no process of ${guest}`);
    return found.pid;
  }

  /** A router namespace with the taps of these ports, as the network room makes them. */
  async makeRouter(router: string, ports: string[], slot: number): Promise<void> {
    const namespace = this.names.routerNamespace(router);
    const uid = String(this.names.guestUid(slot));
    await run('ip', ['netns', 'add', namespace]);
    for (const port of ports) {
      await run('ip', ['-n', namespace, 'tuntap', 'add', this.names.tap(port), 'mode', 'tap', 'user', uid]);
    }
  }

  async close(): Promise<void> {
    await this.guests.destroyAll();
    await this.guests.stop();
    const { stdout } = await run('ip', ['netns', 'list']);
    for (const name of stdout.split('\n').map((line) => line.split(' ')[0] ?? '')) {
      if (name.startsWith(`slipway-${this.names.settings.cloud}-`)) await run('ip', ['netns', 'del', name]);
    }
    rmSync(this.names.settings.home, { recursive: true, force: true });
  }
}

/** Files and directories of a guest that are on the host, cgroups included. */
export function tracesOf(lab: Lab, guest: string): string[] {
  const cgroups = readdirSync('/sys/fs/cgroup').map((name) => join('/sys/fs/cgroup', name));
  const places = [
    dirname(lab.names.guestDir(guest)),
    ...[...cgroups, '/sys/fs/cgroup'].map((at) => join(at, `slipway-${lab.names.settings.cloud}`)),
  ];
  return places.flatMap((place) => {
    try {
      return readdirSync(place)
        .filter((name) => name.startsWith(guest))
        .map((name) => join(place, name));
    } catch {
      return [];
    }
  });
}

/** The same with data at 0x80. */
function withData(data: string, ...code: string[]): Buffer {
  const disk = sector(...code);
  disk.write(data.replaceAll(' ', ''), 0x80, 'hex');
  return disk;
}

/** A disk that boots this machine code. */
function sector(...code: string[]): Buffer {
  const disk = Buffer.alloc(1 << 20);
  disk.write(code.join('').replaceAll(' ', ''), 'hex');
  disk.writeUInt16LE(0xaa55, 510);
  return disk;
}
