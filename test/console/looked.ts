import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { seriousFaults } from '../support/axe.ts';
import type { Ended } from '../support/ended.ts';

const seen: string[] = [];
after((context) => context.diagnostic(`axe found nothing serious on ${seen.length} sights: ${seen.join('; ')}`));

const dialog = '[role=dialog]';

/** Where to look: what is behind a dialog cannot be used meanwhile, and is a sight of its own. */
const placeOf = async (page: Page): Promise<string> => ((await page.locator(dialog).count()) > 0 ? dialog : 'html');

/** Has axe look at what is shown, which must have nothing serious. */
export async function looked(page: Page, sight: string): Promise<void> {
  // a dialog is there a moment before it has its name
  await page.locator(`${dialog}:not([aria-labelledby])`).waitFor({ state: 'detached' });
  assert.deepEqual(await seriousFaults(page, await placeOf(page)), [], sight);
  seen.push(sight);
}

/** Waits in a page for its transitions: a colour that is on its way to another one is not the one that people read. */
const allOver = `Promise.allSettled(document.getAnimations()
  .filter((each) => each instanceof CSSTransition).map(({ finished }) => finished))`;

/** The same of what is shown in the dark, of which only the colours are others. */
export async function lookedInTheDark(page: Page, sight: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  try {
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await page.evaluate(allOver);
    assert.deepEqual(
      await seriousFaults(page, await placeOf(page), ['color-contrast', 'link-in-text-block']),
      [],
      sight,
    );
  } finally {
    await page.emulateMedia({ colorScheme: 'light' });
  }
  seen.push(sight);
}

/** Of a test that has failed: tells what the page showed, and closes what the next one would stumble over. */
export async function leave(page: Page, context: Ended): Promise<void> {
  if (context.passed) return;
  context.diagnostic(await page.evaluate<string>('location.hash + "\\n" + document.body.innerText'));
  await page.reload();
}
