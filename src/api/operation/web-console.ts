import { extname } from 'node:path';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../http/app.ts';

/** What is served at `/`. */
export interface WebConsole {
  /** The built files by their names, gzipped; null: not made yet. */
  files: Map<string, Buffer> | null;
  /** Why it could not be made. */
  fault: string | null;
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/**
 * Nothing comes from elsewhere, no script stands in the page, nobody frames it. Styles are set by scripts: the terminal and the
 * components write some of theirs into the page.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/` for browsers; who asks for something else than a page is sent to the one about the API. */
export function webConsoleRoutes(app: App, { webConsole }: Pick<ApiContext, 'webConsole'>): void {
  const open = { config: { public: true }, schema: { hide: true } };
  app.get('/', open, ({ headers }, reply) => {
    reply.header('vary', 'accept');
    const isBrowser = headers.accept?.includes('text/html') === true;
    if (webConsole === null || !isBrowser) return reply.redirect('/api/docs/');
    const headed = reply.header('cache-control', 'no-cache').header('referrer-policy', 'no-referrer');
    headed.header('content-security-policy', policy).type('text/html; charset=utf-8');
    const page = webConsole.files?.get('index.html');
    return page === undefined ? headed.code(503).send(meanwhile(webConsole)) : sendFile(headed, page);
  });
  const params = z.object({ name: z.string() });
  app.get('/assets/:name', { ...open, schema: { hide: true, params } }, ({ params: { name } }, reply) => {
    const content = webConsole?.files?.get(`assets/${name}`);
    if (content === undefined) throw notFound();
    // its name has the hash of what is in it
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendFile(reply.type(types[extname(name)] ?? 'application/octet-stream'), content);
  });
}

function sendFile(reply: FastifyReply, content: Buffer): FastifyReply {
  return reply.header('content-encoding', 'gzip').send(content);
}

/** What a browser shows until the console is there; it asks again by itself. */
function meanwhile({ fault }: WebConsole): string {
  const said =
    fault === null
      ? '<p>The console is being made; this takes some seconds after an installation. The cloud works already.</p>'
      : `<p>The console could not be made. The cloud works all the same.</p><pre>${escaped(fault)}</pre>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>Slipway</title>
<style>body{font:16px sans-serif;max-width:40em;margin:10vh auto;padding:0 1em}pre{white-space:pre-wrap}</style>
<h1>Slipway</h1>${said}<p>The command line and the <a href="/api/docs/">API</a> need no console.</p></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
