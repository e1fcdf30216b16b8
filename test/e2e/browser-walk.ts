import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { makeConsole } from '../../src/server/console/console.ts';
import { openBrowser, openTab } from '../support/browser.ts';
import { eventually } from '../support/wait.ts';
import type { Cloud } from './cloud.ts';

/** Lets root in on the serial console without a password, and then fails. */
const script = "#!/bin/sh\nsed -i 's/^root:[*]:/root::/' /etc/shadow\nexit 3\n";

/**
 * Somebody orders a VM in the web console, watches its steps and logs in at its serial console; `meanwhile` looks at it, before it
 * is deleted there, with its name typed.
 */
export async function walk(cloud: Cloud, name: string, meanwhile: (uuid: string) => Promise<void>): Promise<void> {
  await makeConsole();
  const browser = await openBrowser();
  try {
    const { body } = await cloud.staff.post(`users/${(await cloud.staff.get('users/me/')).body.uuid}/login_link/`, {});
    const { page, assertClean } = await openTab(browser, body.url);
    await orderIn(page, name, await readFile(`${cloud.key}.pub`, 'utf8'));
    await page.getByRole('list', { name: 'Steps' }).getByText('Wait until it answers').waitFor();
    await page.getByText('active', { exact: true }).waitFor();
    await useSerial(page);
    await meanwhile(/vms\/([\w-]+)/.exec(page.url())?.[1] ?? '');
    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel(`Type "${name}" to go on`).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('terminated', { exact: true }).waitFor();
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

async function useSerial(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Serial console' }).click();
  const shows = (what: string, words: RegExp) =>
    eventually(
      what,
      () => page.locator('[data-console]').innerText(),
      (text) => words.test(text),
    );
  await shows('a login prompt', /login:/);
  await page.getByRole('textbox', { name: 'Terminal input' }).pressSequentially('root\n');
  await shows('a prompt', /~ #/);
  await page.getByRole('textbox', { name: 'Terminal input' }).pressSequentially('echo $((6 * 7))th\n');
  await shows('the answer', /42th/);
}
