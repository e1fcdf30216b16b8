import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { ids } from './ids.ts';
import { of, timeOf } from './fields.ts';

/** What those see who operate the cloud, and what all answers have in common. */
export function operationValues(as: Presenter): Values {
  const { dialect } = as;
  const site = 'https://cloud.example';
  return {
    ...of('Configuration', {
      HOMEPORT_URL: site,
      LANGUAGE_CODE: 'en',
      LANGUAGES: [['en', 'English']],
      FEATURES: {},
    }),
    ...of('Configuration', {
      WALDUR_CORE: {
        HOMEPORT_URL: site,
        MASTERMIND_URL: `${site}${dialect.root}`,
        SITE_NAME: 'Slipway',
        SITE_DESCRIPTION: 'A self-hosted VM cloud',
        AUTHENTICATION_METHODS: ['LOCAL_SIGNIN'],
      },
    }),
    ...statusValues(as),
    ...of('Cloud', { name: 'main', driver: 'qemu', is_default: true, state: 'ok', accelerator: 'kvm' }),
    ...of('CloudDetails', { name: 'main', driver: 'qemu', is_default: true, state: 'ok', accelerator: 'kvm' }),
    ...of('CloudDetails', { evidence: 'A guest booted with KVM.', error: null, vcpus: 12, memory: 65_536 }),
    ...of('CloudDetails', { floating_ips_left: 240, projects: 2, vms: 1 }),
    ...of('CloudDetails.room', { total: 409_600, free: 307_200, promised: 20_480, headroom: 20_480, left: 266_240 }),
    ...of('CloudDetails.room', { level: 'ok', full_in_days: 41.5 }),
    ...of('Diagnosis', { ok: true, orphans: [], missing: [] }),
    ...of('Diagnosis.checks', { name: 'memory', ok: true, detail: '20480 MiB are free.', remedy: '' }),
    ...of('Repair', {
      removed: [{ kind: 'port', id: ids.port, detail: 'tap7' }],
      trashed: [{ kind: 'volume', id: ids.volume, detail: ids.volume }],
      kept: [],
      failed: [],
    }),
    ...of('Trashed', {
      uuid: as.id('0b4b6f6c-0c6f-4a53-8a5e-7d9d3a1f2b10'),
      at: timeOf(as)(60),
      kept_until: timeOf(as)(30 * 86_400 + 60),
      kind: 'volume',
      id: ids.volume,
      detail: ids.volume,
      bytes: 196_608,
      places: [`volumes/${ids.volume}.qcow2`, `volumes/${ids.volume}.json`],
    }),
    ...of('OwnedObject', { kind: 'process', detail: 'qemu-system-x86_64, pid 4711' }),
    ...of('LogLine', {
      time: timeOf(as)(60),
      level: 'info',
      message: 'the web console is ready',
      fields: { request_id: '7c427212-2335-404f-9e0e-f73458f44fad' },
    }),
    ...of('Accepted', { status: 'start was scheduled' }),
    ...of('Done', { detail: 'Order has been approved.' }),
  };
}

/** What the cloud says of itself. */
function statusValues(as: Presenter): Values {
  return {
    ...of('Status', { driver: 'qemu', home: '/var/lib/slipway', accelerator: 'kvm', floating_pool: '203.0.113.0/24' }),
    ...of('Status', { evidence: 'A guest booted with KVM.', database: 'own PostgreSQL in the state directory' }),
    ...of('Status.settings', { key: 'driver', value: 'qemu', source: 'default' }),
    ...of('Status.preparation', { seq: 7, state: 'done', message: 'The host is ready.', fraction: 1 }),
    ...of('Status', { started: timeOf(as)(0) }),
    ...of('Status.host', {
      vcpus: 8,
      memory_mib: 32_768,
      memory_left_mib: 20_480,
      disk_mib: 512_000,
      disk_left_mib: 400_000,
    }),
    ...of('Status.host', { images_mib: 2048, volumes_mib: 61_440, logs_mib: 24, floating_ips_left: 250 }),
    ...of('Backup', { made: timeOf(as)(60), occasion: 'daily', bytes: 196_608 }),
    ...of('Backup', { path: '/var/lib/slipway/backups/2026-11-01T12-01-00.000Z-daily.backup' }),
    ...of('Status.counts', { instances: 1, running: 1, orders_executing: 0 }),
  };
}
