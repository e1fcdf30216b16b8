import { cp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../common/command.ts';
import { buildBoot } from './boot.ts';
import type { BuildContext, Builder } from './builder.ts';
import { writeDisk } from './filesystem.ts';
import { GUEST_FILES } from './guest.ts';

const SUITE = 'bookworm';

const PACKAGES = (
  'systemd-sysv systemd-resolved systemd-timesyncd libnss-resolve udev dbus kmod cloud-init cloud-guest-utils ' +
  'e2fsprogs openssh-server sudo iproute2 iputils-ping netbase ca-certificates curl less vim-tiny bash-completion'
).split(' ');

/** What mmdebstrap says on its way, and how far it is then. */
const MILESTONES: [string, number, string][] = [
  ['downloading packages with apt', 0.42, 'Downloading packages'],
  ['extracting archives', 0.45, 'Unpacking the base system'],
  ['installing essential packages', 0.5, 'Installing the base system'],
  ['installing remaining packages', 0.6, 'Installing packages'],
  ['cleaning package lists', 0.85, 'Cleaning up'],
];

const SIZE_MIB = 2048;

/** Debian 12 with systemd, cloud-init and OpenSSH. Login user: debian. The kernel comes with the image, not from apt. */
export const debian12: Builder = {
  name: 'debian-12',
  sources: ['initramfs', 'agent', 'debian'],
  revision: [1, PACKAGES, SIZE_MIB],
  // Not `quiet`: a guest that stops early should have said something.
  cmdline: 'console=ttyS0 panic=-1 loglevel=4 systemd.show_status=0 8250.nr_uarts=1 net.ifnames=0',
  roomMiB: 3072,
  async build(context: BuildContext) {
    const { scratch, progress, signal } = context;
    const kernel = await buildBoot(context);
    const root = join(scratch, 'root');
    await bootstrap(root, context);
    progress(0.88, 'Configuring the system');
    await cp(kernel.modules, join(root, 'usr/lib/modules', kernel.release), { recursive: true });
    await run('chroot', [root, 'depmod', kernel.release], { signal, timeoutMs: 60_000 });
    await furnish(root, signal);
    progress(0.9, 'Writing the disk');
    await writeDisk(root, SIZE_MIB, [], context);
  },
};

async function bootstrap(root: string, { scratch, progress, signal }: BuildContext) {
  const settings = join(scratch, 'apt.conf');
  await writeFile(settings, await hostAptSettings(signal));
  const options = [
    '--variant=minbase',
    '--format=directory',
    `--include=${PACKAGES.join(',')}`,
    `--aptopt=${settings}`,
  ];
  const unsafe = ['--dpkgopt=force-unsafe-io'];
  const sources = await hostSources(signal);
  // Its own process and mount namespaces, and its end with ours: a killed build leaves no process and no mount behind.
  const contained = ['--pdeathsig', 'KILL', 'unshare', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'];
  await run('setpriv', [...contained, 'mmdebstrap', ...options, ...unsafe, SUITE, root, ...sources], {
    signal,
    timeoutMs: 1_800_000,
    onError(text) {
      for (const [said, fraction, message] of MILESTONES) if (text.includes(said)) progress(fraction, message);
    },
  });
}

/** The host's own sources of the suite, as lines of a `sources.list`; none when the host runs another release. */
async function hostSources(signal: AbortSignal): Promise<string[]> {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT) $(SIGNED_BY)';
  const { stdout } = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], { signal });
  const lines = new Set<string>();
  for (const line of stdout.split('\n')) {
    const [uri, release, component, key] = line.split(' ');
    if (!uri || !component || !release || !/^bookworm(-updates|-security)?$/.test(release)) continue;
    lines.add(`deb ${key?.startsWith('/') ? `[signed-by=${key}] ` : ''}${uri} ${release} ${component}`);
  }
  return [...lines];
}

/** How the host reaches its sources: proxies, certificates, retries. */
async function hostAptSettings(signal: AbortSignal): Promise<string> {
  const { stdout } = await run('apt-config', ['dump'], { signal });
  return stdout
    .split('\n')
    .filter((line) => /^Acquire::(https?|Retries)[: ]/.test(line))
    .join('\n');
}

async function furnish(root: string, signal: AbortSignal) {
  for (const path of [
    'etc/apt/apt.conf.d/99mmdebstrap',
    'etc/dpkg/dpkg.cfg.d/99mmdebstrap',
    'etc/hostname',
    'etc/resolv.conf',
  ]) {
    await rm(join(root, path), { force: true });
  }
  // Identity is made by every guest for itself.
  for (const name of await readdir(join(root, 'etc/ssh'))) {
    if (name.startsWith('ssh_host_')) await rm(join(root, 'etc/ssh', name));
  }
  await truncate(join(root, 'etc/machine-id'), 0);
  await rm(join(root, 'var/lib/dbus/machine-id'), { force: true });
  await cp(join(GUEST_FILES, 'debian'), root, { recursive: true });
  await cp(join(GUEST_FILES, 'agent'), join(root, 'usr/lib/slipway'), { recursive: true });
  await symlink('/run/systemd/resolve/stub-resolv.conf', join(root, 'etc/resolv.conf'));
  const enabled = ['systemd-networkd', 'systemd-resolved', 'ssh', 'slipway-agent', 'slipway-cloud-init'];
  await run('systemctl', ['--root', root, 'enable', ...enabled], { signal });
  await run('systemctl', ['--root', root, 'disable', 'apt-daily.timer', 'apt-daily-upgrade.timer'], { signal });
  // The seed is local and the network needs no configuration: what runs before the network would run for nothing.
  const unneeded = ['cloud-init-local.service', 'e2scrub_reap.service', 'e2scrub_all.timer'];
  await run('systemctl', ['--root', root, 'mask', ...unneeded], { signal });
}
