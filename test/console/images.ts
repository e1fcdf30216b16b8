import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { bootSector } from '../images/disks.ts';
import { eventually } from '../support/wait.ts';
import { cloud, tenantAt } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked } from './looked.ts';

test('uploads an image, and sees how many VMs are made of one', async () => {
  const file = join(cloud.home, 'disk.img');
  await writeFile(file, Buffer.concat([bootSector(), Buffer.alloc(2 << 20)]));
  const { page: shown } = await tenantAt('images');
  const { dialog, press, confirm } = handsOn(() => shown);
  await shown
    .getByRole('row', { name: /^Tiny Linux/ })
    .getByText(/\d VMs?: /)
    .waitFor();
  await press('Upload an image');
  const chooser = shown.waitForEvent('filechooser');
  await dialog().getByRole('button', { name: 'File' }).click();
  await (await chooser).setFiles(file);
  await dialog().getByLabel('Name').fill('uploaded');
  await eventually(
    'the sum',
    () => dialog().getByRole('textbox', { name: 'SHA-256' }).inputValue(),
    (sum) => sum.length === 64,
  );
  await looked(shown, 'dialog: upload an image');
  await confirm('Upload');
  await shown
    .getByRole('row', { name: /^uploaded/ })
    .getByText('ready', { exact: true })
    .waitFor();
  await press('More for uploaded');
  await shown.getByRole('menuitem', { name: 'Make it public' }).getByText('Only staff may.').waitFor();
  await shown.keyboard.press('Escape');
});
