import type { GuestSpec } from '../../driver.ts';
import type { OpenVolume } from '../volumes.ts';
import { AGENT_PORT } from './agent.ts';
import { networkCard } from './cards.ts';
import { keptByQemu } from './console.ts';
import { blockNode, dataDisk, LAST_PORT, seedDisk, systemDisk } from './disks.ts';
import { QEMU, SANDBOX } from './launch.ts';
import { screenOptions } from './screen.ts';
import { disksOf } from './spec.ts';

/** Root ports left free, for volumes and ports that come while the guest runs. Each adds 80 ms to a boot under TCG. */
const SPARE_ROOT_PORTS = 4;
/** PCI slot of the first root ports; below it are the devices that always stay. */
const FIRST_ROOT_SLOT = 0x10;

/** Where QEMU's VNC server listens. */
export const SCREEN = 'screen';
const CHARACTER_DEVICES = ['qmp', 'debug', 'console', 'agent'];
/** The sockets that QEMU listens on. */
export const SOCKETS = [...CHARACTER_DEVICES, SCREEN];

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
  /** In the order of `disksOf(spec)`. */
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
  const disks = disksOf(spec);
  const idOf = (index: number): string => disks[index]?.id ?? '';
  const ports = new RootPorts();
  const devices = [
    ...(root === undefined
      ? []
      : [
          ...blockdev(blockNode(idOf(0), root)),
          ...device({ ...systemDisk(idOf(0)), ...(boot === null ? { bootindex: 0 } : {}) }),
        ]),
    ...data.flatMap((volume, index) => {
      const id = idOf(index + 1);
      return [...blockdev(blockNode(id, volume)), ...device({ ...dataDisk(id), bus: ports.next() })];
    }),
    ...spec.ports.flatMap((port, index) => {
      const { netdev, card } = networkCard(port, machine.taps[index] ?? '');
      return [...json('-netdev', netdev), ...device({ ...card, bus: ports.next() })];
    }),
    // A guest may not drain the host's random numbers: 64 KiB a second are plenty.
    ...device({ driver: 'virtio-rng-pci', 'max-bytes': 65536, period: 1000 }),
    // a Linux that panics says so by it, and QEMU ends
    ...device({ driver: 'pvpanic' }),
    ...device({ driver: 'virtio-serial-pci' }),
    ...device({ driver: 'virtserialport', chardev: 'agent', name: AGENT_PORT }),
    ...blockdev({
      driver: 'raw',
      'node-name': seedDisk.drive,
      'read-only': true,
      file: { driver: 'file', filename: machine.seed },
    }),
    ...device(seedDisk),
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
  const sockets = [...keptByQemu.descriptor, ...CHARACTER_DEVICES.flatMap((name) => socket(name, machine.sockets))];
  const screen = screenOptions(`${machine.sockets}/${SCREEN}`);
  const monitors = ['-mon', 'chardev=qmp,mode=control', '-mon', 'chardev=debug,mode=control'];
  const serial = ['-serial', 'chardev:console'];
  // cloud-init believes this id before that of any disk. It runs once the network is up, as it does without this line.
  const identity = ['-smbios', `type=1,serial=ds=nocloud;i=${spec.seed.instanceId};dsmode=net`];
  // the chipset's watchdog may reset: it does nothing until a system starts it
  const watchdog = ['-global', 'ICH9-LPC.noreboot=off'];
  const board = [...program, '-machine', machineType, ...watchdog, ...identity, ...resources, ...(direct ?? [])];
  const talk = [...sockets, ...monitors, ...serial, ...screen.vnc];
  return [...board, ...talk, ...device(screen.card), ...ports.devices(), ...devices];
}

/** PCIe root ports: only what sits behind one can be unplugged. Eight of them share one PCI slot. */
class RootPorts {
  #used = 0;
  next(): string {
    return `rp${this.#used++}`;
  }
  devices(): string[] {
    const names = Array.from({ length: this.#used + SPARE_ROOT_PORTS }, (_, index) => `rp${index}`);
    return [...names, LAST_PORT].flatMap((id, index) => {
      const addr = `${(FIRST_ROOT_SLOT + Math.floor(index / 8)).toString(16)}.${index % 8}`;
      const first = index % 8 === 0 ? { multifunction: true } : {};
      return device({ driver: 'pcie-root-port', id, chassis: index + 1, addr, ...first });
    });
  }
}

function socket(name: string, directory: string): string[] {
  const kept = name === 'console' ? `,${keptByQemu.log}` : '';
  return ['-chardev', `socket,id=${name},path=${directory}/${name},server=on,wait=off${kept}`];
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
