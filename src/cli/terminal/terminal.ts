import { stripVTControlCharacters, styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';
export type Paint = (style: Style, text: string) => string;

/** Colours for what is written to `stream`; NO_COLOR and streams that are no terminal get none. */
export function painter(stream: NodeJS.WriteStream): Paint {
  return (style, text) => styleText(style, text, { stream });
}

/** What steers terminals, or makes a text look like another one. */
const steering = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu;

function escaped(text: string): string {
  return text.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What a program has printed, without its colours and whatever else it would steer the terminal by; lines and tabs stay. */
export function printable(text: string): string {
  return escaped(stripVTControlCharacters(text).replace(/(?![\n\t])\p{Cc}/gu, ''));
}

/** A name or a word of anybody on one line, with all that is in it: what would steer the terminal is shown as its escape. */
export function oneLine(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim());
}

/** The same value as JSON, in which nothing steers the terminal that it is shown on. */
export function asJson(value: unknown, indent?: number): string {
  return escaped(JSON.stringify(value, null, indent));
}

/** `ms` for people: 0.3 s, 42.1 s, 3 min 05 s. */
export function duration(ms: number): string {
  // two clocks are compared now and then, so a moment ago may lie ahead
  if (ms < 59_950) return `${(Math.max(ms, 0) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${`${seconds % 60}`.padStart(2, '0')} s`;
}

/** An estimate for people, rounded up because it is one: 3 s, 2 min. */
export function roughly(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** MiB for people: 512 MiB, 2 GiB, 2.5 GiB. */
export function size(mib: number): string {
  return mib < 1024 ? `${mib} MiB` : `${Number((mib / 1024).toFixed(1))} GiB`;
}

/** Bytes for people, in KiB at least. */
export function amount(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KiB` : size(Math.round(bytes / 2 ** 20));
}

/** A bar of `width` cells, `fraction` of them full. */
export function bar(fraction: number, width = 20): string {
  const full = Math.round(Math.min(Math.max(fraction, 0), 1) * width);
  return '━'.repeat(full) + '╌'.repeat(width - full);
}

/** No column is cut to less. */
const LEAST_WIDTH = 8;

/** Columns as wide as their widest cell, two blanks between them; the widest but the first are cut until all fit into `width`. */
export function table(rows: string[][], width = Number.POSITIVE_INFINITY): string[] {
  const clean = rows.map((row) => row.map(oneLine));
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((row) => row[column]?.length ?? 0)));
  let over = widths.reduce((sum, each) => sum + each + 2, -2) - width;
  for (; over > 0; over -= 1) {
    const widest = Math.max(...widths.slice(1));
    if (widest <= LEAST_WIDTH) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return clean.map((row) =>
    row
      .map((cell, column) => cut(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A few lines at the bottom of a terminal that are drawn again and again in place. */
export class LiveRegion {
  readonly #stream: NodeJS.WriteStream;
  #height = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Replaces what was drawn last; lines are cut to the width of the terminal, else moving up would miscount. */
  draw(lines: string[]): void {
    const width = this.#stream.columns || 80;
    const fitting = lines.slice(-Math.max(1, (this.#stream.rows || 24) - 1)).map((line) => cut(line, width - 1));
    const up = this.#height > 0 ? `\u001b[${this.#height}A` : '';
    this.#stream.write(`${up}\r\u001b[J${fitting.map((line) => `${line}\n`).join('')}`);
    this.#height = fitting.length;
  }
}

/** The first `width` visible characters; a line that is too long loses its colours. */
function cut(line: string, width: number): string {
  const bare = stripVTControlCharacters(line);
  return bare.length <= width ? line : `${bare.slice(0, width - 1)}…`;
}
