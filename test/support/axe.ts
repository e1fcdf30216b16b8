import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown[] }[];
}

const engine = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What of a page people with a reader or without a mouse cannot use, by WCAG 2.2 A and AA: serious and critical, a line each;
 * with `rules` by those alone; `within`: only there, by a selector.
 */
export async function seriousFaults(page: Page, within: string, rules?: string[]): Promise<string[]> {
  // a policy that allows no script but the page's own is not in the way of who leads the browser
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await engine);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const runOnly = rules === undefined ? { type: 'tag', values: tags } : { type: 'rule', values: rules };
  const asked = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(${JSON.stringify(within)}, ${asked})`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
