import pino from 'pino';
import { readSettings } from '../common/settings.ts';
import { migrate } from '../db/index.ts';
import { adopt, keepClear } from './adopt.ts';
import { putBackupsAside, recoverCloud } from './backups.ts';
import { bootstrap } from './bootstrap.ts';
import { openCloud } from './cloud.ts';
import { openClouds } from './drivers.ts';
import { assertEmpty } from './empty-database.ts';
import { endWith, say } from './program.ts';
import { assertSameCloud, readRecords, shareIdentity } from './same-cloud.ts';
import { withDatabase } from './store.ts';

/**
 * Begins a database anew for a state directory that has lost its own; what is on the host stays as it is, and has no
 * records. With `adopt` it makes records of that, also beside those that there are. Refuses a database that has rows else.
 */
try {
  const [what] = process.argv.slice(2);
  const settings = readSettings();
  const { home } = settings;
  await recoverCloud(home);
  const cloud = await openCloud(settings);
  const clouds = await openClouds(settings, cloud, pino({ level: 'silent' }));
  await withDatabase(settings, cloud, true, async (db) => {
    const { begun } = await readRecords(db);
    if (begun && what === 'adopt') await assertSameCloud(db, clouds, home, cloud);
    else {
      await assertEmpty(db);
      const aside = await putBackupsAside(home);
      if (aside !== null) say(`The backups of the records that were lost are in ${aside}.`);
    }
    await migrate(db);
    await clouds.each(async (driver, name) => keepClear(db, name, await driver.told()));
    await shareIdentity(db, settings, cloud);
    await bootstrap(db, settings, cloud.floatingPool);
    if (what !== 'adopt') {
      say('The database is new. What is on the host stays: "./slipway doctor" lists what has no records now.');
      return;
    }
    for (const [name, driver] of clouds.drivers) {
      const { made, left } = await adopt(db, name, driver);
      for (const each of made) say(`There are records now of: ${each}`);
      for (const each of left) say(`Left as it is: ${each}`);
    }
  });
} catch (error) {
  endWith(error);
}
