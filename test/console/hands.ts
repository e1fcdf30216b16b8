import type { Locator, Page } from 'playwright-core';

/** What people do on a screen, by what they read there. */
export interface Hands {
  dialog: () => Locator;
  press: (name: string) => Promise<void>;
  /** Presses a button of the dialog, which is done with then. */
  confirm: (name: string) => Promise<void>;
  /** Opens the menu of a thing, and takes one of its items. */
  choose: (name: string, item: RegExp) => Promise<void>;
  /** Takes one of what a field of the dialog has to choose from. */
  pick: (label: string, option: string | RegExp) => Promise<void>;
  /** The row of a thing in a list. */
  row: (name: string) => Locator;
}

export function handsOn(page: () => Page): Hands {
  const dialog = () => page().getByRole('dialog');
  const press = (name: string) => page().getByRole('button', { name, exact: true }).click();
  return {
    dialog,
    press,
    async confirm(name) {
      await dialog().getByRole('button', { name, exact: true }).click();
      await dialog().waitFor({ state: 'detached' });
    },
    async choose(name, item) {
      await press(`More for ${name}`);
      await page().getByRole('menuitem', { name: item }).click();
    },
    async pick(label, option) {
      await dialog().getByRole('combobox', { name: label }).click();
      await page().getByRole('option', { name: option, exact: true }).click();
    },
    row: (name) =>
      page()
        .getByRole('row')
        .filter({ has: page().getByLabel(`More for ${name}`, { exact: true }) }),
  };
}
