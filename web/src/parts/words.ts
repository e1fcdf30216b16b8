/** MiB as people say it. */
export function mebibytes(size: number): string {
  if (size >= 1024) return `${Number((size / 1024).toFixed(1))} GiB`;
  return `${Math.round(size)} MiB`;
}

export function bytes(size: number): string {
  return size >= 2 ** 20 ? mebibytes(size / 2 ** 20) : `${Math.ceil(size / 1024)} KiB`;
}

const units: [name: string, seconds: number][] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
];

/** "41 s", "3 min 5 s", "2 d 4 h"; with `parts` 1 "3 min". */
export function duration(ms: number, parts = 2): string {
  let left = Math.max(0, Math.round(ms / 1000));
  if (ms > 0 && ms < 1000) return `${(ms / 1000).toFixed(1)} s`;
  const said: string[] = [];
  for (const [name, seconds] of units) {
    const count = Math.floor(left / seconds);
    if (count > 0) said.push(`${count} ${name}`);
    left -= count * seconds;
    if (said.length === parts) break;
  }
  return said.join(' ') || '0 s';
}

/** A price of the API, without its last zeros. */
export function price(unitPrice: string, unit: string): string {
  return `${Number(unitPrice)} per ${unit}`;
}

/** What a plan's price is for, hours; a month is a twelfth of a year. */
export const unitHours: Record<string, number> = { hour: 1, day: 24, month: (365.25 / 12) * 24 };

/** A price of the API, of so many, for an hour and for a month. */
export function hourAndMonth(unitPrice: string, unit: string, many = 1): [hour: string, month: string] {
  const anHour = (many * Number(unitPrice)) / (unitHours[unit] ?? 1);
  const of = (name: string): string => price(String(Number((anHour * (unitHours[name] ?? 1)).toFixed(4))), name);
  return [of('hour'), of('month')];
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

interface Sized {
  name: string;
  cores: number;
  ram: number;
  disk: number;
}

/** A flavor, or what a VM has of one. */
export const flavorWords = ({ name, cores, ram, disk }: Sized): string =>
  `${name}: ${cores} CPU, ${mebibytes(ram)} memory, ${mebibytes(disk)} disk`;
