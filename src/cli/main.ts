import { CLOUD_NOUNS } from './commands.ts';
import { HOST_NOUNS } from './host-commands.ts';
import { runCommandLine } from './program.ts';

const example = 'quickstart       from nothing to a VM with ssh';
// loaded when a command runs, which keeps --help fast
const prepare = async (): Promise<void> => (await import('./host/local-cloud.ts')).useThisMachine();
await runCommandLine([...HOST_NOUNS, ...CLOUD_NOUNS], example, prepare);
