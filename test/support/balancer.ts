import { readFile } from 'node:fs/promises';
import { type Caddy, startCaddy } from './caddy.ts';

const page = new URL('../../docs/operate.md', import.meta.url);

/** A real Caddy in front of nodes, as the page for operators has it; `home` keeps what it writes. */
export async function startBalancer(home: string, listen: string, nodes: string[]): Promise<Caddy> {
  const [site = ''] =
    /^ {4}cloud\.example\.org \{\n {8}reverse_proxy 10\.[^}]*\}\n {8}\}\n {4}\}/m.exec(await readFile(page, 'utf8')) ??
    [];
  const ours = site
    .replace('cloud.example.org', `http://${listen}`)
    .replace(/(?<=reverse_proxy )[^{]*/, `${nodes.join(' ')} `);
  return startCaddy(home, ours);
}
