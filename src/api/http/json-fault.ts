const token =
  /[ \t\r\n]*(?:[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/iuy;

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

const words: Record<Wanted, string> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes or "}"',
  ':': '":"',
  ', or end': '"," or the end of the list or object',
};

/** What is wrong with a text that is no JSON, and where: by line and column, in words for who wrote it. */
export function jsonFault(json: string): string {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted | 'nothing' = 'value';
  let comma = 0;
  token.lastIndex = 0;
  for (let at = 0; ; at = token.lastIndex) {
    const found: string = token.exec(json)?.[0].trim() ?? '';
    const next: Wanted | 'nothing' | null = found === '' ? null : after(found, wanted, open);
    if (next === null) return fault(json, skipSpace(json, at), wanted, found, comma);
    if (found === ',') comma = skipSpace(json, at);
    wanted = next;
  }
}

/** What may come behind a token that was wanted; null: it was not. */
function after(found: string, wanted: Wanted | 'nothing', open: ('{' | '[')[]): Wanted | 'nothing' | null {
  const rest = (): Wanted | 'nothing' => (open.length === 0 ? 'nothing' : ', or end');
  const closes = (bracket: string) => bracket === (open.at(-1) === '{' ? '}' : ']');
  if (wanted === ':') return found === ':' ? 'value' : null;
  if (wanted === 'name' || wanted === 'name or }') {
    if (found.startsWith('"')) return ':';
    if (wanted === 'name' || found !== '}') return null;
    open.pop();
    return rest();
  }
  if (wanted === ', or end') {
    if (found === ',') return open.at(-1) === '{' ? 'name' : 'value';
    if (!closes(found)) return null;
    open.pop();
    return rest();
  }
  if (wanted === 'nothing') return null;
  if (found === '{' || found === '[') {
    open.push(found);
    return found === '{' ? 'name or }' : 'value or ]';
  }
  if (wanted === 'value or ]' && found === ']') {
    open.pop();
    return rest();
  }
  return /^["\-\dtfn]/.test(found) ? rest() : null;
}

function fault(json: string, at: number, wanted: Wanted | 'nothing', found: string, comma: number): string {
  if (json.startsWith('//', at) || json.startsWith('/*', at) || json[at] === '#')
    return `${place(json, at)}: JSON has no comments. Take it out.`;
  if ((found === '}' || found === ']') && (wanted === 'name' || wanted === 'value') && json[comma] === ',')
    return `${place(json, comma)}: a comma too many, before "${found}". Take it out.`;
  if (at >= json.length) return `${place(json, at)}: the text ends too early.`;
  if (json[at] === "'") return `${place(json, at)}: texts and names stand in double quotes.`;
  const there = JSON.stringify(/^.{0,12}/u.exec(json.slice(at, at + 40))?.[0]);
  const expected = wanted === 'nothing' ? 'nothing more' : words[wanted];
  return `${place(json, at)}: expected ${expected}, found ${there}.`;
}

function place(json: string, at: number): string {
  const lines = json.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function skipSpace(json: string, at: number): number {
  return at + (/^[ \t\r\n]*/.exec(json.slice(at, at + 100_000))?.[0].length ?? 0);
}
