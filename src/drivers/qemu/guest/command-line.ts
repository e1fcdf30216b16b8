import type { GuestSpec } from '../../driver.ts';
import type { OpenVolume } from '../volumes.ts';
import { AGENT_PORT } from './agent.ts';
import { QEMU, SANDBOX } from './launch.ts';

/** Root ports left free, for volumes and ports that come while the guest runs. Each adds 80 ms to a boot under TCG. */
const SPARE_ROOT_PORTS = 4;
/** PCI slot of the first root ports; below it are the devices that always stay. */
const FIRST_ROOT_SLOT = 0x10;

export interface Kernel {
  kernel: string;
  initrd: string;
  cmdline: string;
}

export interface Machine {
  spec: GuestSpec;
  accelerator: 'kvm' | 'tcg';
  /** Boots this kernel; null: boots the first volume. */
  boot: Kernel | null;
  /** In the order of `spec.volumes`. */
  volumes: OpenVolume[];
  /** Interface names, in the order of `spec.ports`. */
  taps: string[];
  seed: string;
  /** Directory for the sockets, relative to the working directory: a fixed word and an id. */
  sockets: string;
}

/** Accelerator and CPU; these features cost seconds of every boot when they are emulated. */
export function acceleration(accelerator: 'kvm' | 'tcg', memoryMiB: number): string[] {
  if (accelerator === 'kvm') return ['-accel', 'kvm', '-cpu', 'host'];
  // The default buffer for translated code is a share of the host's memory for each guest. 32 MiB is the knee for a tiny
  // one; systemd and cloud-init run through more code than that holds: 51 CPU-seconds a boot instead of 67.
  const bufferMiB = memoryMiB <= 256 ? 32 : 128;
  return ['-accel', `tcg,tb-size=${bufferMiB}`, '-cpu', 'max,smap=off,smep=off,la57=off,pku=off,umip=off'];
}

/** QEMU's arguments for one guest. It stays paused until QMP says `cont`, so that nothing it says is lost. */
export function qemuCommand(machine: Machine): string[] {
  const { spec, boot } = machine;
  const [root, ...data] = machine.volumes;
  const ports = new RootPorts();
  const devices = [
    ...(root === undefined ? [] : disk('root', 'slipway-root', root, boot === null ? { bootindex: 0 } : {})),
    ...blockdev({
      driver: 'raw',
      'node-name': 'seed',
      'read-only': true,
      file: { driver: 'file', filename: machine.seed },
    }),
    ...device({ driver: 'virtio-blk-pci', id: 'seed', drive: 'seed', serial: 'slipway-seed' }),
    ...data.flatMap((volume, index) => {
      const id = spec.volumes[index + 1]?.id ?? '';
      return disk(`volume-${id}`, id.slice(0, 20), volume, { bus: ports.next() });
    }),
    ...spec.ports.flatMap((port, index) => [
      ...json('-netdev', {
        type: 'tap',
        id: `net-${port.id}`,
        ifname: machine.taps[index],
        script: 'no',
        downscript: 'no',
      }),
      ...device({
        driver: 'virtio-net-pci',
        id: `port-${port.id}`,
        netdev: `net-${port.id}`,
        mac: port.mac,
        // No network boot.
        romfile: '',
        bus: ports.next(),
      }),
    ]),
    // A guest may not drain the host's random numbers: 64 KiB a second are plenty.
    ...device({ driver: 'virtio-rng-pci', 'max-bytes': 65536, period: 1000 }),
    ...device({ driver: 'virtio-serial-pci' }),
    ...device({ driver: 'virtserialport', chardev: 'agent', name: AGENT_PORT }),
  ];
  // Without a display SeaBIOS and boot loaders speak on the serial console.
  const machineType = `q35,hpet=off,vmport=off,graphics=${boot === null ? 'off' : 'on'}`;
  const program = [QEMU, '-uuid', spec.id, '-S', '-nodefaults', '-no-user-config', '-display', 'none', ...SANDBOX];
  const resources = [
    '-smp',
    String(spec.vcpus),
    '-m',
    `${spec.memoryMiB}M`,
    ...acceleration(machine.accelerator, spec.memoryMiB),
  ];
  const direct = boot && ['-kernel', boot.kernel, '-initrd', boot.initrd, '-append', boot.cmdline];
  const sockets = ['qmp', 'debug', 'console', 'agent'].flatMap((name) => socket(name, machine.sockets));
  const monitors = ['-mon', 'chardev=qmp,mode=control', '-mon', 'chardev=debug,mode=control'];
  const serial = ['-serial', 'chardev:console'];
  const board = [...program, '-machine', machineType, ...resources, ...(direct ?? [])];
  return [...board, ...sockets, ...monitors, ...serial, ...ports.devices(), ...devices];
}

/** A disk on a qcow2 volume. Formats and backing are said, never read from the volume: the guest wrote that. */
function disk(id: string, serial: string, volume: OpenVolume, place: Record<string, unknown>): string[] {
  // Names of block nodes have 31 characters at most; time-ordered UUIDs differ in the last ones.
  const node = `disk-${id.slice(-26)}`;
  const { backing } = volume;
  return [
    ...blockdev({
      driver: 'qcow2',
      'node-name': node,
      discard: 'unmap',
      'detect-zeroes': 'unmap',
      file: { driver: 'file', filename: volume.file, discard: 'unmap' },
      backing: backing && {
        driver: backing.format,
        'read-only': true,
        file: { driver: 'file', filename: backing.file },
        ...(backing.format === 'qcow2' ? { backing: null } : {}),
      },
    }),
    ...device({ driver: 'virtio-blk-pci', id, drive: node, serial, ...place }),
  ];
}

/** PCIe root ports: only what sits behind one can be unplugged. Eight of them share one PCI slot. */
class RootPorts {
  #used = 0;
  next(): string {
    return `rp${this.#used++}`;
  }
  devices(): string[] {
    return Array.from({ length: this.#used + SPARE_ROOT_PORTS }, (_, index) => {
      const addr = `${(FIRST_ROOT_SLOT + Math.floor(index / 8)).toString(16)}.${index % 8}`;
      const first = index % 8 === 0 ? { multifunction: true } : {};
      return device({ driver: 'pcie-root-port', id: `rp${index}`, chassis: index + 1, addr, ...first });
    }).flat();
  }
}

function socket(name: string, directory: string): string[] {
  return ['-chardev', `socket,id=${name},path=${directory}/${name},server=on,wait=off`];
}

function device(properties: Record<string, unknown>): string[] {
  return json('-device', properties);
}

function blockdev(node: Record<string, unknown>): string[] {
  return json('-blockdev', node);
}

/** A comma in JSON is only a comma. */
function json(option: string, value: Record<string, unknown>): string[] {
  return [option, JSON.stringify(value)];
}
