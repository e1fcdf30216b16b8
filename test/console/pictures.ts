import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { sizes } from '../support/browser.ts';

const directory = new URL('../../docs/console/', import.meta.url);

/** Takes a picture of a page for the documentation, in both widths, when it has none: delete one to have it taken anew. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const before = page.viewportSize();
  for (const size of Object.values(sizes)) {
    const path = fileURLToPath(new URL(`${name}-${size.width}.png`, directory));
    if (existsSync(path)) continue;
    await page.setViewportSize(size);
    await page.screenshot({ path, animations: 'disabled' });
  }
  if (before !== null) await page.setViewportSize(before);
}
