import { readSettings } from '../common/settings.ts';
import { keyPath, makeKey, Targets } from '../targets/index.ts';
import { requireCloud } from './cloud.ts';
import { endWith, say } from './program.ts';

/** Makes the place of the cloud on the target that is named. The key of all targets is made with the first one, and shown this once. */
try {
  const [name = ''] = process.argv.slice(2);
  const { home, targets } = readSettings();
  const { uuid } = requireCloud(home);
  const all = new Targets(targets, home, () => uuid);
  all.require(name);
  const words = await makeKey(home);
  if (words !== null) {
    say(`The key of all targets, which is in ${keyPath(home)} and nowhere else:\n\n  ${words}\n`);
    say(
      'Keep it off this machine, on paper or with other passwords: without it nobody can read what is on a target.\n',
    );
  }
  await all.prepare(name);
  say(`The target "${name}" is ready. "./slipway vm-backup copy BACKUP ${name}" copies a backup to it.`);
} catch (error) {
  endWith(error);
}
