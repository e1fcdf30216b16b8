import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { needsPrograms, readSettings } from '../../common/settings.ts';
import type { Diagnosis, Repair } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { exits } from '../../common/problems/kind.ts';
import { missingPackages } from './install.ts';
import { confirm } from '../terminal/confirm.ts';
import { print, say } from '../terminal/output.ts';
import { architecture, REQUIREMENTS } from './preflight.ts';
import { registerTrash } from './trash.ts';
import { keeperOf } from '../service/keeper.ts';
import { otherRelease } from '../service/release.ts';
import { type GlobalOptions, openSession, type Session } from '../api/session.ts';
import { localServer } from './local-cloud.ts';
import { diagnosisLines, shown } from '../terminal/diagnosis.ts';
import { oneLine } from '../terminal/terminal.ts';

type Check = Diagnosis['checks'][number];
type Orphan = Diagnosis['orphans'][number];

/** What an API that cannot be asked is called. */
const DOWN = ['unreachable', 'not-running', 'no-cloud'];

interface Asked {
  fix?: true;
  yes?: true;
}

/**
 * `doctor`: what the cloud finds; while it is down, what would keep it from starting. `--fix` takes away what is nobody's
 * first. Ends with 7 if anything is wrong in the end.
 */
export function registerDoctor(program: Command): void {
  const doctor = program
    .command('doctor')
    .description('find what is wrong, and say how to mend it')
    .option(
      '--fix',
      'take from the host what belongs to nothing, disks to the trash, and make changed rules ours again',
    )
    .option('--yes', 'with --fix: do not ask');
  registerTrash(doctor);
  example(doctor, 'doctor', 'doctor --fix', 'doctor trash').action(async ({ fix, yes }: Asked, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>();
    const repair = fix === true ? await repaired(openSession(command), yes === true) : null;
    const found = await diagnose(command);
    const wrong = [...found.orphans, ...found.missing].map(({ detail }) => detail);
    const answer = repair === null ? found : { ...found, ...repair };
    print(options, answer, wrong, () => [...(repair === null ? [] : mended(repair)), ...diagnosisLines(found)]);
    if (!found.ok) process.exitCode = exits.failed;
  });
}

/** Shows what a repair would touch, asks, and has that done and nothing else. */
async function repaired(session: Session, isSure: boolean): Promise<Repair> {
  const { orphans } = await session.client.get<Diagnosis>('doctor/');
  const touched = orphans.filter(({ fate }) => fate !== 'kept');
  for (const thing of touched) say(session, `${verbs[thing.fate]}: ${shown(thing)}`);
  if (touched.length > 0 && !isSure) await confirm('This is what will be done. Go on?');
  const details = touched.map(({ detail }) => detail);
  const done = await session.client.ask<Repair>('doctor/fix/', { details });
  const stays = ({ kind, id, detail, reason }: Orphan) => ({ kind, id, detail, reason });
  const kept = orphans.filter(({ fate }) => fate === 'kept').map(stays);
  return { ...done, kept: [...done.kept, ...kept] };
}

const verbs = { removed: 'to be removed', trashed: 'to be moved to the trash', kept: 'stays' };

function mended({ removed, trashed, kept, failed }: Repair): string[] {
  return [
    ...(removed.length + trashed.length + failed.length === 0 ? ['Nothing was to be removed.'] : []),
    ...removed.map((thing) => `removed: ${shown(thing)}`),
    ...trashed.map((thing) => `moved to the trash: ${shown(thing)}`),
    ...kept.map((thing) => `stays: ${shown(thing)}: ${oneLine(thing.reason)}`),
    ...failed.map((thing) => `could not be removed: ${shown(thing)}: ${oneLine(thing.reason)}`),
  ];
}

async function diagnose(command: Command): Promise<Diagnosis> {
  try {
    const session = openSession(command);
    const found = await session.client.get<Diagnosis>('doctor/');
    const checks = [...(await versionCheck(session)), ...found.checks];
    return { ...found, ok: checks.every(({ ok }) => ok) && found.ok, checks };
  } catch (error) {
    if (!(error instanceof Problem) || !DOWN.includes(error.code)) throw error;
    const checks = [
      { name: 'control plane', ok: false, detail: error.message, remedy: error.remedy },
      ...(await localChecks()),
    ];
    return { ok: false, checks, orphans: [], missing: [] };
  }
}

/** Whether the control plane of this machine is what this checkout would start. */
async function versionCheck(session: Session): Promise<Check[]> {
  const server = localServer(session);
  if (server === null) return [];
  const other = otherRelease(server, await keeperOf(readSettings().home, server));
  const detail = other?.message ?? 'the control plane is of this checkout';
  return [{ name: 'version', ok: other === null, detail, remedy: other?.remedy ?? '' }];
}

/** What `up` would check. */
async function localChecks(): Promise<Check[]> {
  const settings = readSettings();
  const checks: Check[] = [];
  for (const { name, check } of REQUIREMENTS) {
    const problem = await check(settings);
    checks.push({ name, ok: problem === null, detail: problem?.message ?? 'fine', remedy: problem?.remedy ?? '' });
  }
  if (needsPrograms(settings) && architecture(settings) === null) {
    const missing = await missingPackages();
    const detail = missing.length === 0 ? 'all installed' : `missing: ${missing.join(', ')}`;
    checks.push({
      name: 'packages',
      ok: missing.length === 0,
      detail,
      remedy: 'Run "./slipway up": it installs them.',
    });
  }
  return checks;
}
