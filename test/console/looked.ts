import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { seriousFaults } from '../support/axe.ts';

const seen: string[] = [];
after((context) => context.diagnostic(`axe found nothing serious on ${seen.length} sights: ${seen.join('; ')}`));

/** Has axe look at what is shown, which must have nothing serious. */
export async function looked(page: Page, sight: string): Promise<void> {
  assert.deepEqual(await seriousFaults(page), [], sight);
  seen.push(sight);
}
