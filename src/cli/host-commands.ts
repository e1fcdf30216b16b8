import type { Noun } from './commands.ts';

/** What else others find out on their way would be no help to them. */
const requireRoot = async (): Promise<void> => (await import('./host/preflight.ts')).requireRoot();

/** First words of what is done on the host of a cloud, in its checkout. */
export const HOST_NOUNS: Noun[] = [
  {
    name: 'quickstart',
    summary: 'from nothing to a VM with ssh, in one go',
    load: async () => (await import('./host/quickstart.ts')).registerQuickstart,
    before: requireRoot,
  },
  {
    name: 'up',
    summary: 'start the cloud',
    load: async () => (await import('./host/up.ts')).registerUp,
    before: requireRoot,
  },
  {
    name: 'down',
    summary: 'stop the control plane; VMs go on running',
    load: async () => (await import('./host/down.ts')).registerDown,
    before: requireRoot,
  },
  {
    name: 'serve',
    summary: 'run the control plane in the foreground, for a service manager',
    load: async () => (await import('./service/serve.ts')).registerServe,
    before: requireRoot,
  },
  {
    name: 'install-service',
    summary: 'have systemd run the cloud',
    load: async () => (await import('./service/install-service.ts')).registerInstallService,
    before: requireRoot,
  },
  {
    name: 'status',
    summary: 'what the cloud is and does (staff)',
    load: async () => (await import('./host/status.ts')).registerStatus,
  },
  {
    name: 'doctor',
    summary: 'find what is wrong (staff)',
    load: async () => (await import('./host/doctor.ts')).registerDoctor,
  },
  {
    name: 'logs',
    summary: 'what the control plane of this machine has logged (root)',
    load: async () => (await import('./logs/logs.ts')).registerLogs,
    before: requireRoot,
  },
  { name: 'test', summary: 'run every test', load: async () => (await import('./testing/test.ts')).registerTest },
  {
    name: 'bench',
    summary: 'measure what is promised',
    load: async () => (await import('./testing/bench.ts')).registerBench,
  },
  {
    name: 'backup',
    summary: 'write the records of the cloud to a file',
    load: async () => (await import('./host/backup.ts')).registerBackup,
    before: requireRoot,
  },
  {
    name: 'restore',
    summary: 'bring them back',
    load: async () => (await import('./host/backup.ts')).registerRestore,
    before: requireRoot,
  },
  {
    name: 'target',
    summary: 'prepare: a place for copies of backups of VMs',
    load: async () => (await import('./host/target.ts')).registerTarget,
    before: requireRoot,
  },
  {
    name: 'uninstall',
    summary: 'remove the cloud from this machine',
    load: async () => (await import('./host/uninstall.ts')).registerUninstall,
    before: requireRoot,
  },
];
