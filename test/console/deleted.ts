import { test } from 'node:test';
import { volumeSettled } from '../support/volumes.ts';
import { cloud, heading, tenant, tenantAt } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked, lookedInTheDark } from './looked.ts';

/** A volume that was deleted, as if the cloud were set so. */
async function deletedVolume(name: string): Promise<void> {
  const { project, client } = tenant;
  const { body } = await client.post('openstack-volumes/', { project, name, size: 1024 });
  await volumeSettled(client, body.uuid);
  const { db } = cloud;
  const row = { uuid: body.uuid, project, volume: body.uuid, kept_until: new Date('2999-01-01') };
  await db.updateTable('volume').set({ state: 'TERMINATED' }).where('uuid', '=', body.uuid).execute();
  await db.insertInto('deleted_resource').values(row).execute();
}

test('what was deleted is brought back, or deleted for good', async () => {
  for (const name of ['dropped', 'unwanted']) await deletedVolume(name);
  const { page: shown } = await tenantAt('volumes');
  const { dialog, choose, row } = handsOn(() => shown);
  await heading(shown, 'Deleted volumes').waitFor();
  for (const words of ['OK', '1 GiB', /^in \d+/]) await row('dropped').getByText(words).first().waitFor();
  await looked(shown, 'Volumes, with some that were deleted');
  await lookedInTheDark(shown, 'Volumes, with some that were deleted, dark');
  await choose('dropped', /^Undelete/);
  await row('dropped').getByText('available').waitFor();
  await choose('unwanted', /^Delete for good/);
  await dialog().getByText('1 GiB of data are lost.').waitFor();
  await looked(shown, 'dialog: delete for good');
  await lookedInTheDark(shown, 'dialog: delete for good, dark');
  await dialog().getByLabel('Type "unwanted" to go on').fill('unwanted');
  await dialog().getByRole('button', { name: 'Delete for good' }).click();
  await heading(shown, 'Deleted volumes').waitFor({ state: 'detached' });
});
