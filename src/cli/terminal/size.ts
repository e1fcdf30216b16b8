import { usage } from './exit.ts';

const UNITS: Record<string, number> = { '': 1, M: 1, G: 1024, T: 1024 ** 2 };

/** MiB of a text such as `2048`, `512M`, `10G`, `10GiB` or `1T`. Throws `usage`. */
export function sizeMiB(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([MGT]?)(?:iB?|B)?$/i.exec(text.trim()) ?? [];
  const size = digits === undefined ? Number.NaN : Number(digits) * (UNITS[unit.toUpperCase()] ?? Number.NaN);
  if (Number.isSafeInteger(size) && size > 0) return size;
  throw usage(`"${text}" is no size.`, 'Give MiB, such as 2048, or a unit: 10G, 1T.');
}

/** Reads how many, from `least` to `most`. What it returns throws `usage`. */
export function wholeNumber(most: number, least = 1): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
    throw usage(`"${text}" is not a whole number from ${least} to ${most}.`, 'Give one, such as 4.');
  };
}
