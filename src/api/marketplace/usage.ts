import { sql } from 'kysely';
import { z } from 'zod';
import type { InstanceView, Usage } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { vmOfPath } from '../openstack/vm-of-path.ts';
import type { App } from '../http/app.ts';

const bytes = z.int();

const usageSchema = z
  .object({
    uuid: z.string(),
    measured: time,
    started: time.meta({ description: 'When the VM was started: all counters began at 0 then' }),
    cpu_percent: z.number().meta({ description: 'Of one processor, over the interval: a VM with 2 takes up to 200' }),
    interval_seconds: z.number(),
    cpu_seconds: z.number(),
    cores: z.int(),
    memory_bytes: bytes.meta({ description: 'Taken of the host; with what the emulator itself needs' }),
    ram: z.int().meta({ description: 'What the VM has, MiB' }),
    disks: z.array(
      z.object({
        volume: z.string().nullable(),
        read_bytes: bytes,
        written_bytes: bytes,
        reads: z.int(),
        writes: z.int(),
      }),
    ),
    ports: z.array(
      z.object({
        port: z.string(),
        received_bytes: bytes,
        sent_bytes: bytes,
        received_packets: z.int(),
        sent_packets: z.int(),
      }),
    ),
    slots: z.object({ total: z.int(), used: z.int() }).meta({
      description:
        'For volumes, but that which boots, and ports: so many it has as it runs now, so many of them are taken',
    }),
  })
  .meta({ id: 'Usage' });

function presentUsage(vm: InstanceView, root: string | null, usage: Usage, as: Presenter): z.input<typeof usageSchema> {
  const own = (volume: string | null): string | null => volume ?? root;
  return {
    uuid: as.id(vm.uuid),
    measured: as.time(new Date(usage.at)),
    started: as.time(new Date(usage.since)),
    cpu_percent: usage.cpuPercent,
    interval_seconds: usage.intervalMs / 1000,
    cpu_seconds: usage.cpuMs / 1000,
    cores: vm.vcpus,
    memory_bytes: usage.memoryBytes,
    ram: vm.memory_mib,
    disks: usage.disks.map((disk) => {
      const volume = own(disk.volume);
      return {
        volume: volume === null ? null : as.id(volume),
        read_bytes: disk.readBytes,
        written_bytes: disk.writtenBytes,
        reads: disk.reads,
        writes: disk.writes,
      };
    }),
    ports: usage.ports.map((port) => ({
      port: as.id(port.port),
      received_bytes: port.receivedBytes,
      sent_bytes: port.sentBytes,
      received_packets: port.receivedPackets,
      sent_packets: port.sentPackets,
    })),
    slots: usage.slots,
  };
}

export function usageRoutes(app: App, { db, usage: meter }: ApiContext, dialect: Dialect): void {
  const find = vmOfPath(db, sql<boolean>`i.reserved`);
  routesOn(app, db, { tag: 'Resources', find, refuses: [409] })('GET', '/marketplace-resources/:uuid/usage/', {
    summary: 'What a running VM takes now: processor, memory, disks and network',
    answer: {
      status: 200,
      schema: usageSchema,
      body: async ({ request, found: vm }) => {
        const measured = await meter.of(vm.uuid);
        const system = db.selectFrom('volume').select('uuid').where('instance', '=', vm.uuid);
        const root = await system.where('position', '=', 0).executeTakeFirst();
        // in rescue mode the VM boots from a disk that is nobody's volume
        const booted = vm.runtime_state === 'RESCUE' ? null : (root?.uuid ?? null);
        return presentUsage(vm, booted, measured, presenter(request, dialect));
      },
    },
  });
}
