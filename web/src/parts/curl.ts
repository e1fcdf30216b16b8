/** One word to a shell, whatever is in it. */
export const shellWord = (word: string): string =>
  /^[\w./:=@,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The curl command that sends the same; the token stays a variable. */
export function curlOf(method: string, path: string, body?: unknown): string {
  const verb = method === 'POST' && body !== undefined ? [] : ['--request', method];
  const data = body === undefined ? [] : ['--json', shellWord(JSON.stringify(body, null, 2))];
  const words = ['curl', ...verb, ...data, '--header "Authorization: Token $TOKEN"'];
  return [...words, shellWord(`${location.origin}${path}`)].join(' ');
}
