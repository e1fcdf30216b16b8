import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../../src/common/command.ts';
import type { GuestReport } from '../../src/drivers/driver.ts';
import { acceleration } from '../../src/drivers/qemu/guest/index.ts';
import { TCG_CMDLINE } from '../../src/drivers/qemu/images/index.ts';
import { eventually, hangMs } from '../support/wait.ts';

export interface Machine {
  /** An empty directory for sockets and the console log. */
  directory: string;
  boot: { kernel: string; initrd: string; cmdline: string };
  disk: string;
  /** Read-only drives by serial. */
  drives: Record<string, string>;
  memoryMiB: number;
}

/** A guest with two user-mode network interfaces, for looking at an image without the rest of the driver. */
export class TestGuest {
  readonly #process: ChildProcess;
  readonly #directory: string;
  readonly #port: number;
  readonly exited: Promise<unknown>;

  private constructor(process: ChildProcess, directory: string, port: number) {
    this.#process = process;
    this.#directory = directory;
    this.#port = port;
    this.exited = once(process, 'exit');
  }

  static async start({ directory, boot, disk, drives, memoryMiB }: Machine): Promise<TestGuest> {
    const port = await freePort();
    const drive = (id: string, file: string, format: string) => {
      const options = `if=none,id=${id},file=${file},format=${format}${format === 'raw' ? ',readonly=on' : ''}`;
      return ['-drive', options, '-device', `virtio-blk-pci,drive=${id},serial=${id}`];
    };
    const nic = (id: string, options: string) => {
      return ['-netdev', `user,id=${id},${options}`, '-device', `virtio-net-pci,netdev=${id},romfile=`];
    };
    const board = [
      '-machine',
      'q35,hpet=off',
      '-nodefaults',
      '-no-user-config',
      '-display',
      'none',
      '-serial',
      'stdio',
    ];
    const resources = [...acceleration('tcg', memoryMiB), '-m', String(memoryMiB)];
    const kernel = ['-kernel', boot.kernel, '-initrd', boot.initrd, '-append', `${boot.cmdline} ${TCG_CMDLINE}`];
    const disks = [
      ...drive('slipway-root', disk, 'qcow2'),
      ...Object.entries(drives).flatMap(([serial, path]) => drive(serial, path, 'raw')),
    ];
    const nics = [...nic('n0', `hostfwd=tcp:127.0.0.1:${port}-:22`), ...nic('n1', 'net=10.0.3.0/24')];
    const socket = `socket,id=agent,path=${join(directory, 'agent')},server=on,wait=off`;
    const agent = ['-chardev', socket, '-device', 'virtserialport,chardev=agent,name=org.slipway.agent.0'];
    const others = ['-device', 'virtio-rng-pci', '-device', 'virtio-serial-pci', ...agent];
    const monitor = ['-qmp', `unix:${join(directory, 'qmp')},server=on,wait=off`];
    const args = [...board, ...resources, ...kernel, ...disks, ...nics, ...others, ...monitor];
    const process = spawn('qemu-system-x86_64', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    process.stdout?.pipe(createWriteStream(join(directory, 'console.log')));
    return new TestGuest(process, directory, port);
  }

  /** What the guest says on its agent port, beginning with what it has said before, until it has said `last`. */
  async reports(last: GuestReport['stage']): Promise<GuestReport[]> {
    const socket = await this.#connect('agent');
    const deadline = setTimeout(() => socket.destroy(new Error(`no ${last} within ${hangMs} ms`)), hangMs);
    const reports: GuestReport[] = [];
    try {
      socket.write('status\n');
      for await (const line of createInterface({ input: socket })) {
        reports.push(JSON.parse(line) as GuestReport);
        if (reports.at(-1)?.stage === last) return reports;
      }
      throw new Error(`the agent's port closed before ${last}`);
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  }

  /** Runs a command over ssh as root; the server must show `hostKey`. */
  async ssh(key: string, hostKey: string, command: string): Promise<string> {
    const known = join(this.#directory, 'known_hosts');
    await run('sh', ['-c', 'echo "$1" > "$2"', 'sh', `[127.0.0.1]:${this.#port} ${hostKey}`, known]);
    const options = ['-i', key, '-p', `${this.#port}`, '-oBatchMode=yes', '-oStrictHostKeyChecking=yes'];
    const args = [...options, `-oUserKnownHostsFile=${known}`, 'root@127.0.0.1', command];
    const { stdout } = await run('ssh', args, { timeoutMs: hangMs });
    return stdout.trim();
  }

  async pressPowerButton(): Promise<void> {
    const socket = await this.#connect('qmp');
    socket.write('{"execute":"qmp_capabilities"}\n{"execute":"system_powerdown"}\n');
    await eventually('the end of the guest', () => this.#process.exitCode === 0);
    socket.destroy();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** QEMU makes its sockets a few ms after it starts, and tells nobody. */
  #connect(name: string): Promise<Socket> {
    return eventually(`the socket "${name}"`, async () => {
      const socket = connect(join(this.#directory, name));
      return once(socket, 'connect').then(
        () => socket,
        () => null,
      );
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
