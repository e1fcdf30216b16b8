import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { run } from '../common/command.ts';
import { runningServer, stopControlPlane } from '../common/control-plane.ts';
import { readSettings } from '../common/settings.ts';
import { removeSystemUser, stopPostgres } from '../db/index.ts';
import { existingCloud } from './cloud.ts';
import { openClouds } from './drivers.ts';
import { ownHome } from './ownership.ts';
import { say } from './program.ts';

/** Removes everything of one state directory from the host: guests, network, PostgreSQL with its user, the directory. */
const settings = readSettings();
const cloud = existingCloud(settings.home);

if (cloud === null) {
  say(`There is no cloud in ${settings.home}: nothing to remove.`);
} else {
  if (runningServer(settings.home) !== null) say('stopping the control plane');
  await stopControlPlane(settings.home);
  // or it would bring back what is removed here
  const disown = await ownHome(settings.home);
  const clouds = await openClouds(settings, cloud, pino({ level: 'silent' }));
  say('removing guests and their networks');
  for (const driver of clouds.drivers.values()) await driver.destroyAll();
  say('stopping PostgreSQL');
  await stopPostgres(settings.home);
  say(`removing the system user ${cloud.postgresUser}`);
  await removeSystemUser(cloud.postgresUser);
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
