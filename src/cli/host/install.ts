import { run } from '../../common/command.ts';
import { hostPackages } from '../../common/packages.ts';
import { Problem } from '../../common/problem.ts';
import { needsPrograms, type Settings } from '../../common/settings.ts';
import { architecture } from './preflight.ts';

const INSTALL_MS = 1_800_000;
/** No question, no service that we do not run, and patience with another apt that is at work. */
const APT = ['-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' });

/** Installs what guests need on this machine, if the driver runs any. Throws `architecture-unsupported` first. */
export async function prepareHost(settings: Settings, log: (message: string) => void): Promise<void> {
  if (!needsPrograms(settings)) return;
  const problem = architecture(settings);
  if (problem !== null) throw problem;
  await installPrerequisites(log);
}

/**
 * Installs the Debian packages, and `more` of them, that the host lacks and returns their names. `log` hears what is done. Throws `not-root`,
 * `no-apt`, or `install-failed` with what apt said.
 */
export async function installPrerequisites(log: (message: string) => void, more: string[] = []): Promise<string[]> {
  const missing = await missingPackages(more);
  if (missing.length === 0) return [];
  const list = missing.join(' ');
  if (process.getuid?.() !== 0) {
    throw new Problem(
      'not-root',
      `Debian packages are missing: ${list}.`,
      `Run this as root, or have them installed: apt-get install ${list}`,
    );
  }
  log(`installing Debian packages: ${list}`);
  try {
    await install(missing);
  } catch {
    // lists that were never fetched or are old, or an installation that was killed half-way: mend both, once
    log('fetching package lists');
    await run('dpkg', ['--configure', '-a'], { check: false, env: environment(), timeoutMs: INSTALL_MS });
    await run('apt-get', ['-q', 'update'], { check: false, env: environment(), timeoutMs: INSTALL_MS });
    await install(missing).catch((cause: unknown) => {
      const said = cause instanceof Error ? cause.message : String(cause);
      const remedy = `Make "apt-get install ${list}" work on this machine (network, /etc/apt/sources.list), then run this again.`;
      throw new Problem('install-failed', `Debian packages could not be installed: ${said}`, remedy, { cause });
    });
  }
  return missing;
}

/** Which of the packages that the host needs are not installed. Throws `no-apt` where there are none at all. */
export async function missingPackages(more: string[] = []): Promise<string[]> {
  const wanted = [...hostPackages, ...more];
  const format = '-f=${Package} ${db:Status-Status}\\n';
  const { stdout } = await run('dpkg-query', ['-W', format, ...wanted], { check: false }).catch((cause: unknown) => {
    const remedy = 'Run it on Debian 12, or set SLIPWAY_DRIVER=fake to try the API without VMs.';
    throw new Problem('no-apt', 'This machine is no Debian: it has no dpkg.', remedy, { cause });
  });
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !installed.has(name));
}

async function install(packages: string[]): Promise<void> {
  await run('apt-get', ['install', ...APT, ...packages], { env: environment(), timeoutMs: INSTALL_MS });
}
