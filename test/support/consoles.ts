import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import type { StoredProblem } from '../../src/common/problem.ts';

const sockets: WebSocket[] = [];

/** Ends all that were opened, however they were. */
export const endConsoles = (): void => sockets.forEach((socket) => socket.terminate());

export interface Console {
  socket: WebSocket;
  /** What it has shown so far. */
  shown: () => string;
  /** Who types, as it was told. */
  told: [user: string, you: boolean][];
  type: (text: string) => void;
  closed: Promise<[code: number, reason: string]>;
}

/** Opens a console by an address that has been given out. */
export async function openBy(url: string, headers: Record<string, string> = {}): Promise<Console> {
  const socket = new WebSocket(url, { headers });
  sockets.push(socket);
  const parts: Buffer[] = [];
  const told: Console['told'] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      parts.push(data);
      return;
    }
    const { type, user, you } = JSON.parse(data.toString()) as { type: string; user: string; you: boolean };
    assert.equal(type, 'typist');
    told.push([user, you]);
  });
  const closed = once(socket, 'close').then(([code, reason]): [number, string] => [code as number, String(reason)]);
  await once(socket, 'open');
  const shown = () => Buffer.concat(parts).toString();
  return { socket, shown, told, type: (text) => socket.send(Buffer.from(text)), closed };
}

/** Why an address does not open. */
export async function problemOf(url: string, headers: Record<string, string> = {}): Promise<StoredProblem> {
  return (await refused(url, headers)).said;
}

/** Status and code of the refusal of an address. */
export async function refusalOf(url: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const { status, code } = await refused(url, headers);
  return [status, code];
}

async function refused(url: string, headers: Record<string, string>) {
  const socket = new WebSocket(url, { headers });
  socket.on('error', () => {});
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  const said = (await json(response)) as StoredProblem;
  socket.terminate();
  return { status: response.statusCode ?? 0, code: String(response.headers['x-error-code'] ?? ''), said };
}
