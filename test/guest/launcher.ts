// Another control plane: starts a program in the given directory as a guest's QEMU is started, and says its pid.
import { join } from 'node:path';
import { spawnConfined } from '../../src/drivers/qemu/guest/launch.ts';

const [directory = '', ...argv] = process.argv.slice(2);
const confinement = { uid: 4_000_001, namespace: null, accelerator: 'tcg', directory } as const;
const { pid } = await spawnConfined(argv, { ...confinement, log: join(directory, 'log') });
process.stdout.write(String(pid));
