import { readFile } from 'node:fs/promises';
import { startCaddy } from './caddy.ts';
import { startHaproxy } from './haproxy.ts';

const page = new URL('../../docs/operate.md', import.meta.url);

/** What of the page for operators matches, as a file of its own. */
async function fromPage(block: RegExp): Promise<string> {
  const [text = ''] = block.exec(await readFile(page, 'utf8')) ?? [];
  return text.replaceAll(/^ {4}/gm, '');
}

type Start = (home: string, listen: string, nodes: string[]) => Promise<{ stop: () => Promise<void> }>;

/** Real balancers in front of nodes, as the page for operators has them; `home` keeps what they write. */
export const balancers: Record<'caddy' | 'haproxy', Start> = {
  async caddy(home, listen, nodes) {
    const site = (await fromPage(/^ {4}cloud\.example\.org \{\n {8}reverse_proxy 10\.(?:.*\n)*? {4}\}/m))
      .replace('cloud.example.org', `http://${listen}`)
      .replace(/(?<=reverse_proxy )[^{]*/, `${nodes.join(' ')} `);
    return startCaddy(home, site);
  },
  async haproxy(home, listen, nodes) {
    const [head = ''] = (await fromPage(/^ {4}defaults\n(?: {4}.*\n|\n(?= {4}))+/m)).split(/^ {4}server /m);
    const servers = nodes.map((node, index) => `    server node${index + 1} ${node}\n`);
    return startHaproxy(home, listen, head.replace(/(?<=^ {4}bind ).*/m, listen) + servers.join(''));
  },
};
