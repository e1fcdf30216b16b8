/** What of a body no terminal shall show. */
const SECRET = /password|token|secret|^link$/i;

/** The curl command that asks the same; the token stays a variable, and secrets in the body stay out. */
export function curlOf(method: string, url: URL, headers: Record<string, string>, body: unknown): string {
  const sent = Object.entries(headers).map(([name, value]) =>
    name === 'authorization' ? `-H "Authorization: Token $SLIPWAY_TOKEN"` : `-H ${quoted(`${name}: ${value}`)}`,
  );
  const data = body === undefined ? [] : ['-d', quoted(JSON.stringify(body, hidden))];
  return ['curl', ...(method === 'GET' ? [] : ['-X', method]), ...sent, ...data, quoted(url.href)].join(' ');
}

function hidden(key: string, value: unknown): unknown {
  return SECRET.test(key) ? '…' : value;
}

/** One word to a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
