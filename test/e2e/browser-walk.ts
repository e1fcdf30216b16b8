import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { makeConsole } from '../../src/server/console/console.ts';
import { openBrowser, openTab } from '../support/browser.ts';
import { eventually } from '../support/wait.ts';
import type { Cloud } from './cloud.ts';

/** Lets root in on the serial console without a password, and then fails. */
const script = "#!/bin/sh\nsed -i 's/^root:[*]:/root::/' /etc/shadow\nexit 3\n";

/**
 * Somebody orders a VM in the web console, watches its steps over the death of the control plane, logs in at its serial console, gives
 * it a disk, and opens a port of it; `meanwhile` looks at it, before it is deleted there, with its name typed.
 */
export async function walk(cloud: Cloud, name: string, meanwhile: (uuid: string) => Promise<void>): Promise<void> {
  await makeConsole();
  const browser = await openBrowser();
  try {
    const { body } = await cloud.staff.post(`users/${(await cloud.staff.get('users/me/')).body.uuid}/login_link/`, {});
    const { page, assertClean } = await openTab(browser, body.url);
    await orderIn(page, name, await readFile(`${cloud.key}.pub`, 'utf8'));
    await page.getByRole('list', { name: 'Steps' }).getByText('Wait until it answers').waitFor();
    await cloud.down('SIGKILL');
    await page.getByText('The cloud does not answer').waitFor();
    await cloud.up();
    await page.getByText('The cloud does not answer').waitFor({ state: 'detached' });
    await page.getByText('active', { exact: true }).waitFor();
    const uuid = /vms\/([\w-]+)/.exec(page.url())?.[1] ?? '';
    await giveDisk(page);
    await useSerial(page);
    await openPort(page, name);
    const [address] = (await cloud.vm(uuid)).external_ips;
    const fetched = async () => (await fetch(`http://${address}:8000/name`).catch(() => null))?.text();
    assert.equal(await eventually('the page', fetched), `${name}\n`);
    await meanwhile(uuid);
    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByLabel('Keep the data volumes').uncheck();
    await page.getByLabel(`Type "${name}" to go on`).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('terminated', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Security groups' }).click();
    await page.getByRole('button', { name: 'More for page' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await submit(page, 'Delete');
    await assertClean();
  } finally {
    await browser.close();
  }
}

async function orderIn(page: Page, name: string, key: string): Promise<void> {
  await page.getByRole('button', { name: 'New VM' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('radio', { name: 'Tiny Linux' }).click();
  await page.getByRole('radio', { name: 'tiny', exact: true }).click();
  await page.getByLabel('Another public key').fill(key);
  await page.getByRole('button', { name: 'Store this key and use it' }).click();
  await page.getByRole('button', { name: /^More: / }).click();
  await page.getByRole('textbox', { name: 'User data' }).fill(script);
  await page.getByLabel('Summary').getByText('per hour').waitFor();
  await page.getByRole('button', { name: 'Order', exact: true }).click();
}

/** Presses the button of the dialog, which goes when all is well. */
async function submit(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function giveDisk(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Disks' }).click();
  await page.getByRole('button', { name: 'New volume' }).click();
  await page.getByRole('dialog').getByLabel('Size').fill('1024');
  await submit(page, 'Make it');
  await page.getByRole('button', { name: 'Attach a volume' }).click();
  await submit(page, 'Attach');
  await page.getByRole('button', { name: 'More for data' }).waitFor();
}

/** Logs in, looks for the second disk, and serves a page. */
async function useSerial(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Serial console' }).click();
  const shows = (what: string, words: RegExp) =>
    eventually(
      what,
      () => page.locator('[data-console]').innerText(),
      (text) => words.test(text),
    );
  const type = (line: string) => page.getByRole('textbox', { name: 'Terminal input' }).pressSequentially(`${line}\n`);
  await shows('a login prompt', /login:/);
  await type('root');
  await shows('a prompt', /~ #/);
  await type('until grep -q vdb /proc/partitions; do sleep 0.1; done; echo disk $((6 * 7))th');
  await shows('the disk', /disk 42th/);
  await type('mkdir /tmp/page; hostname > /tmp/page/name; httpd -p 8000 -h /tmp/page && echo page $((6 * 8))th');
  await shows('the page', /page 48th/);
}

/** Makes a group with a rule for the port, and gives it to the VM that is shown. */
async function openPort(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Security groups' }).click();
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('page');
  await submit(page, 'Make it');
  await page.getByRole('button', { name: 'More for page' }).click();
  await page.getByRole('menuitem', { name: 'Add a rule' }).click();
  await page.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'another', exact: true }).click();
  await page.getByLabel('Port or ports, of another').fill('8000');
  await page.getByRole('combobox', { name: 'The other side' }).click();
  await page.getByRole('option', { name: 'Everybody, by IPv4 and IPv6' }).click();
  await submit(page, 'Add');
  await page.getByText('in, tcp 8000, from anywhere, by IPv4 and IPv6').waitFor();
  await page.getByRole('link', { name: 'VMs', exact: true }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByRole('button', { name: 'Change its groups' }).click();
  await page.getByRole('combobox', { name: 'Security groups' }).click();
  await page.getByRole('option', { name: 'page' }).click();
  // what there is to choose from lies over the button
  await page.getByText(`The security groups of ${name}`).click();
  await submit(page, 'Change');
}
