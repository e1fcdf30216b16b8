import assert from 'node:assert/strict';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** As wide as a desk and as a telephone, CSS pixels. */
export const sizes = { wide: { width: 1400, height: 900 }, narrow: { width: 390, height: 844 } };

/** The limit of every wait for what a page shows, ms: a page that lost its way ends one test, not the time of the run. */
const patienceMs = 120_000;

/** Debian's Chromium, without the frame around its pages, which would cost as much again as they do. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** A tab of its own at `url`, and what must not happen in it, a line each: faults of scripts, requests to elsewhere, cookies. */
export interface Tab {
  page: Page;
  /** Throws when something of that has happened. */
  assertClean: () => Promise<void>;
  close: () => Promise<void>;
}

export async function openTab(browser: Browser, url: string, viewport = sizes.wide): Promise<Tab> {
  const context: BrowserContext = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const wrong: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', (error) => void wrong.push(String(error)));
  page.on('console', (message) => {
    // what is refused is asked for by these tests
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrong.push(message.text());
  });
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(origin) && !asked.startsWith('data:') && !asked.startsWith('blob:')) wrong.push(asked);
  });
  await page.goto(url);
  return {
    page,
    async assertClean() {
      assert.deepEqual(wrong, []);
      assert.deepEqual(await context.cookies(), []);
    },
    close: () => context.close(),
  };
}
