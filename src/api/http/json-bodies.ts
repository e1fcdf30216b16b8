import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Path } from '../../common/fields.ts';
import { Problem } from '../../common/problem.ts';
import { jsonFault } from './json-fault.ts';
import { type JsonString, stringsIn } from './json-strings.ts';
import { textFault } from './texts.ts';

const maxDepth = 32;
/** Nobody corrects more at once, and every fault of a body that is nothing else would make a long answer. */
const maxFaults = 20;

/**
 * Reads JSON that can be read in one way only: UTF-8, no key twice, texts that are what they look like. An empty body is
 * none, whatever its type says: Waldur's clients announce JSON and send nothing with an action.
 */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    if (bytes.length === 0) return done(null, undefined);
    const compressed = compression(request);
    if (compressed !== null) return done(compressed);
    // what is not UTF-8 is read byte by byte, to find the fields that are not: nothing of it is used
    const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
    const json = bytes.toString(encoding);
    let read: [Error | null, unknown] = [null, undefined];
    void parse(request, json, (error, body) => (read = [error, body]));
    const [error, body] = read;
    done(error === null ? faultsIn(json, encoding) : unreadable(error, bytes, json), body);
  });
}

/** What is valid JSON and refused all the same keeps its own words. */
function unreadable(error: Error, bytes: Buffer, json: string): Error {
  if (error.message.includes('prototype')) return error;
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const fault = isGzip ? 'the body is compressed by gzip. Send it as it is.' : jsonFault(json);
  return new Problem('unreadable-request', `JSON parse error - ${fault}`);
}

/** Bodies that are compressed are refused: none is unpacked, for it might grow without end. */
export function compression({ headers }: FastifyRequest): Problem | null {
  const { 'content-encoding': encoding = 'identity' } = headers;
  if (encoding === 'identity') return null;
  const message = `The body is compressed (Content-Encoding: ${encoding.slice(0, 50)}). Send it as it is.`;
  return new Problem('unsupported-media-type', message);
}

/** What is wrong with the texts and keys of a valid JSON text, each with its field. */
function faultsIn(json: string, encoding: 'utf8' | 'latin1'): Error | null {
  const errors = new FieldErrors();
  let left = maxFaults;
  for (const string of stringsIn(json)) {
    const message = faultOf(string, encoding);
    if (message === null) continue;
    errors.add(pathOf(string, encoding), message);
    if (--left === 0) break;
  }
  if (!errors.empty) return new InvalidRequest(errors);
  return encoding === 'latin1' ? new Problem('unreadable-request', 'The body is not UTF-8.') : null;
}

function faultOf({ path, raw, text, isKey, again }: JsonString, encoding: 'utf8' | 'latin1'): string | null {
  if (encoding === 'latin1') return isUtf8(Buffer.from(raw, 'latin1')) ? null : 'Must be text in UTF-8.';
  if (again) return 'Is there more than once.';
  return isKey ? null : textFault(path.findLast((step) => typeof step === 'string') ?? '', text);
}

/** Where to say so: a key that is no text names no field, so its object is wrong. */
function pathOf({ path, isKey }: JsonString, encoding: 'utf8' | 'latin1'): Path {
  if (encoding === 'utf8') return path;
  const steps = isKey ? path.slice(0, -1) : path;
  return steps.map((step) => (typeof step === 'string' ? Buffer.from(step, 'latin1').toString() : step));
}

/** Refuses bodies nested more deeply than any request is: what JSON.parse can read, JSON.stringify cannot always write. */
export function limitNesting(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, headers }) => {
    if (headers['content-type']?.includes('json') !== true) return;
    let level: unknown[] = [body];
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > maxDepth)
        throw new Problem('unreadable-request', `The body is nested more than ${maxDepth} levels deep.`);
      level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
    }
  });
}
