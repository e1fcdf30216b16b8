import type { Command } from 'commander';
import { run } from '../../common/command.ts';
import { runningServer } from '../../common/control-plane.ts';
import { fromStored, Problem } from '../../common/problem.ts';
import { readSettings, type Settings, shownUrl } from '../../common/settings.ts';
import type { LoginLink, Me, Status } from '../api/schema.ts';
import { stopCloud } from './down.ts';
import { example } from '../terminal/example.ts';
import { facts, print, say } from '../terminal/output.ts';
import { doingView } from '../terminal/progress.ts';
import { demoVm } from './quickstart-vm.ts';
import { type GlobalOptions, openSession, type Session } from '../api/session.ts';
import { shellLine } from '../terminal/called.ts';
import { sshArguments } from '../vm/ssh/arguments.ts';
import { duration, printable } from '../terminal/terminal.ts';
import { up } from './up.ts';

const PATIENCE_MS = 60_000;
/** From "ssh answers" as the guest reports it to a command that has run. */
const SSH_MS = 60_000;

export function registerQuickstart(program: Command): void {
  const command = program
    .command('quickstart')
    .description(
      'install what is missing, start the cloud, order a VM and log in to it; run again, it goes on where it is',
    );
  example(command, 'quickstart').action(async (_options, self: Command) => {
    const began = performance.now();
    const options = self.optsWithGlobals<GlobalOptions>();
    const settings = readSettings();
    say(options, `Starting the cloud in ${settings.home}`);
    const status = await preparedCloud(settings, self);
    say(options, `Accelerator: ${status.accelerator ?? 'none'}. ${status.evidence}`);
    const session = openSession(self);
    const { vm, order } = await demoVm(session);
    const me = await session.client.get<Me>('users/me/');
    const link = await session.client.post<LoginLink>(`users/${me.uuid}/login_link/`);
    print(session, order, [vm.uuid], () => [
      '',
      ...facts({
        order: `${order.uuid} ${order.state}`,
        vm: `${vm.name} ${vm.uuid}`,
        'private address': vm.internal_ips.join(', '),
        'floating address': vm.external_ips.join(', '),
        'host keys': vm.readiness.host_keys.map((key) => `${key.type} ${key.fingerprint_sha256}`).join(', '),
        'log in': `${link.url} (once, within 10 minutes)`,
        'api reference': `${shownUrl(settings, session.client.url)}/api/docs/`,
      }),
    ]);
    if (status.accelerator === 'none') return;
    const ssh = sshArguments(vm, session.sshDir);
    const uname = await runInGuest(ssh, ['uname', '-a']);
    const took = `${duration(performance.now() - began)} after ./slipway quickstart`;
    if (session.json || session.quiet) return;
    console.log(`\n${shellLine(['ssh', ...ssh])}\n\n$ uname -a    (${took})\n${printable(uname)}`);
  });
}

/** Starts the cloud if need be and waits until it can take orders that are done in seconds. */
async function preparedCloud(settings: Settings, command: Command): Promise<Status> {
  const before = runningServer(settings.home);
  await up(settings, command.optsWithGlobals());
  const session = openSession(command);
  const status = await preparation(session);
  const { error, state } = status.preparation;
  if (state !== 'erred') return status;
  // it prepares itself once a start, and what was in the way then may be gone by now
  if (before !== null) {
    say(session, 'The cloud could not prepare itself before; starting it again.');
    await stopCloud(settings.home);
    return preparedCloud(settings, command);
  }
  throw error === null
    ? new Problem('preparation-erred', status.preparation.message)
    : fromStored(error, 'preparation-erred');
}

async function preparation({ client, json, quiet }: Session): Promise<Status> {
  const view = doingView({ json, quiet });
  try {
    for (let after = 0; ; ) {
      const status = await client.get<Status>('status/', { query: { after }, patienceMs: PATIENCE_MS });
      if (status.preparation.state !== 'running') return status;
      view.update(status.preparation);
      after = status.preparation.seq;
    }
  } finally {
    view.end();
  }
}

/** The output of a command in the guest; tries again while ssh itself fails, for the guest has only just come up. */
async function runInGuest(ssh: string[], command: string[]): Promise<string> {
  const deadline = performance.now() + SSH_MS;
  for (;;) {
    const args = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=5', ...ssh, ...command];
    const { code, stdout, stderr } = await run('ssh', args, { check: false, timeoutMs: SSH_MS });
    if (code === 0) return stdout.trim();
    if (code !== 255 || performance.now() > deadline) {
      const remedy = 'Try "./slipway vm ssh quickstart"; "./slipway vm console-log quickstart" shows what the VM says.';
      throw new Problem(
        'ssh-failed',
        `The VM runs, but ssh failed: ${stderr.trim().split('\n').at(-1) ?? code}`,
        remedy,
      );
    }
  }
}
