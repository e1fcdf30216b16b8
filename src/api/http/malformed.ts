import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyInstance } from 'fastify';
import { Problem } from '../../common/problem.ts';
import { answerOf, statusOf } from './errors.ts';

/** A client that goes on sending is cut off after this silence, ms. */
const lingerMs = 1_000;

/** Answers what cannot be read as a request, and lets the connection go. */
export function answerMalformed(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  // a connection that a browser keeps in reserve: an answer would be taken for that of the request which it sends just then,
  // and one that is closed it does not count as an answer, and asks again
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) return void socket.destroy();
  const problem = problemIn(error.code);
  const id = randomUUID();
  this.log.info({ request_id: id, status: statusOf(problem), code: error.code }, 'what came was no request');
  answerSocket(socket, problem, id);
}

/** Answers on a connection that no request is read from, and lets it go. */
export function answerSocket(socket: Socket, problem: Problem, id: string): void {
  const status = statusOf(problem);
  const body = JSON.stringify(answerOf(problem));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `x-request-id: ${id}`,
    `x-error-code: ${problem.code}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...(problem.retryAfter === null ? [] : [`retry-after: ${problem.retryAfter}`]),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // what is still on its way is read and thrown away: a connection that is cut off at once takes the answer with it
  socket.setTimeout(lingerMs, () => socket.destroy());
}

function problemIn(code: string): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('request-timeout', 'The request did not come in time.');
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem('headers-too-large', 'The headers are too large.');
  return new Problem('unreadable-request', 'This is no HTTP request.');
}
