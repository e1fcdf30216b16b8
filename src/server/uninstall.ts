import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { run } from '../common/command.ts';
import { runningServer, stopControlPlane } from '../common/control-plane.ts';
import { readSettings } from '../common/settings.ts';
import { removeSystemUser, stopPostgres } from '../db/index.ts';
import { type Cloud, existingCloud } from './cloud.ts';
import { openClouds } from './drivers.ts';
import { refuseOtherNodes } from './other-nodes.ts';
import { ownHome } from './ownership.ts';
import { endWith, say } from './program.ts';

/** Removes everything of one state directory from the host: guests, network, PostgreSQL with its user, the directory. */
const settings = readSettings();
const cloud = existingCloud(settings.home);

if (cloud === null) {
  say(`There is no cloud in ${settings.home}: nothing to remove.`);
} else {
  if (runningServer(settings.home) !== null) say('stopping the control plane');
  await stopControlPlane(settings.home);
  const { database_url: external } = settings;
  const alone = external === null || (await refuseOtherNodes(external).then(() => true, refused));
  if (alone) await removeCloud(cloud);
}

function refused(error: unknown): false {
  endWith(error);
  return false;
}

async function removeCloud(identity: Cloud): Promise<void> {
  // or it would bring back what is removed here
  const disown = await ownHome(settings.home);
  const clouds = await openClouds(settings, identity, pino({ level: 'silent' }));
  say('removing guests and their networks');
  for (const driver of clouds.drivers.values()) await driver.destroyAll();
  say('stopping PostgreSQL');
  await stopPostgres(settings.home);
  say(`removing the system user ${identity.postgresUser}`);
  await removeSystemUser(identity.postgresUser);
  say(`removing ${settings.home}`);
  // the identity goes last: an interrupted removal can be run again
  await run('find', [
    settings.home,
    '-mindepth',
    '1',
    '-maxdepth',
    '1',
    '!',
    '-name',
    'cloud.json',
    '-exec',
    'rm',
    '-rf',
    '{}',
    '+',
  ]);
  await rm(join(settings.home, 'cloud.json'), { force: true });
  await rm(settings.home, { recursive: true, force: true });
  await disown();
  say('done');
}
