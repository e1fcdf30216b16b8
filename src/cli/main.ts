import '../common/imports.ts';

const [{ CLOUD_NOUNS }, { HOST_NOUNS }, { runCommandLine }] = await Promise.all([
  import('./commands.ts'),
  import('./host-commands.ts'),
  import('./program.ts'),
]);
const example = 'quickstart       from nothing to a VM with ssh';
// loaded when a command runs, which keeps --help fast
const prepare = async (): Promise<void> => (await import('./host/local-cloud.ts')).useThisMachine();
await runCommandLine([...HOST_NOUNS, ...CLOUD_NOUNS], example, prepare);
