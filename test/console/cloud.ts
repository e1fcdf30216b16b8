import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { makeConsole } from '../../src/server/console/console.ts';
import { openBrowser, openTab, sizes, type Tab } from '../support/browser.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

// one cloud and one browser for all tests of the console
await makeConsole();
export const { cloud, tenant, catalogue } = await setUp(
  { quota_instances: 50 },
  { withConsole: true, withTarget: true },
);
export const page = `${cloud.url}/`;

export let browser: Browser;
before(async () => {
  browser = await openBrowser();
  await eventually(
    'the console',
    async () => (await ask('/')).status,
    (status) => status === 200,
  );
});
after(() => browser?.close());

let tenants: Tab | undefined;

/** The tab of the tenant, who logs in once for all tests, at a place of the project; it stays open. */
export async function tenantAt(place: string): Promise<Tab> {
  const hash = `#/p/${tenant.project}/${place}`;
  if (tenants === undefined) return (tenants = await loggedIn(tenant.client.token, hash));
  const { page: shown } = tenants;
  await shown.unrouteAll();
  await shown.setViewportSize(sizes.wide);
  await shown.mouse.move(0, 0);
  // what was typed there, or was left open by a test that has failed
  const stale = shown.url().endsWith(hash) || (await shown.getByRole('dialog').count()) > 0;
  await shown.goto(`${page}${hash}`);
  if (stale) await shown.reload();
  return tenants;
}

export const ask = (path: string, accept = 'text/html'): Promise<Response> =>
  fetch(`${cloud.url}${path}`, { headers: { accept }, redirect: 'manual' });

/** A tab where somebody has logged in. */
export async function loggedIn(token: string | null, place = '', size = sizes.wide): Promise<Tab> {
  const tab = await openTab(browser, `${page}${place}`, size);
  await enter(tab, token);
  return tab;
}

/** Logs in by a token, in a tab that asks for that. */
export async function enter(tab: Tab, token: string | null): Promise<void> {
  await tab.page.getByText('By token').click();
  await tab.page
    .getByLabel('Token')
    .last()
    .fill(token ?? '');
  await tab.page.getByRole('button', { name: 'Log in' }).click();
}

export const heading = (shown: Page, name: string) => shown.getByRole('heading', { name, exact: true });

interface Vm {
  uuid: string;
  internal_ips: string[];
  external_ips: string[];
}

/** A new VM of the project, as the API shows it. */
export async function makeVm(name: string, more: Record<string, unknown> = {}): Promise<Vm> {
  const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name, ...more }));
  await tenant.client.settled(body.uuid);
  return (await tenant.client.get(`marketplace-resources/${body.marketplace_resource_uuid}/`)).body;
}

/** Has the schedule of a name, of a volume or a VM, run now. */
export async function runNow(name: string, of: string): Promise<void> {
  const next_run = new Date(Date.now() - 1000);
  await cloud.db.updateTable('schedule').set({ next_run }).where('name', '=', name).execute();
  // whoever follows the rows is woken by it
  await tenant.client.post(`${of}/pull/`, {});
}

/** Leaves the project no more of a quota than so much; returns what sets it back. */
export async function leaveOf(quota: string, left: number): Promise<() => Promise<void>> {
  const project = `projects/${tenant.project}/`;
  const { limit, usage } = (await tenant.client.get(project)).body.quotas[quota];
  const allow = async (much: number): Promise<void> => {
    assert.equal((await cloud.staff.patch(project, { quotas: { [quota]: much } })).status, 200);
  };
  await allow(usage + left);
  return () => allow(limit);
}
