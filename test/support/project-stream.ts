import assert from 'node:assert/strict';
import { createParser } from 'eventsource-parser';
import type { Client } from './client.ts';
import { eventually, hangMs } from './wait.ts';

export interface ToldChange {
  kind: string;
  uuid: string;
  url: string;
  deleted: boolean;
  name: string | null;
  state: string | null;
  error_message: string | null;
  instance: string | null;
}

/** Somebody who follows a project. */
export interface Follower {
  /** All that was told so far. */
  told: ToldChange[];
  /** How often it was told that not all can be told. */
  resets: () => number;
  /** What to go on behind. */
  lastId: () => string;
  /** Waits for a change that `wanted` says, among those behind the first `from`. */
  hears: (what: string, wanted: (change: ToldChange) => boolean, from?: number) => Promise<ToldChange>;
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
  leave: () => void;
}

/** Follows a project from now on, or from behind `lastId`; what happens after this resolves is told. */
export async function followProject(client: Client, project: string, lastId?: string): Promise<Follower> {
  const control = new AbortController();
  const response = await fetch(`${client.url}${client.root}/projects/${project}/events/`, {
    headers: { authorization: `Token ${client.token}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
    signal: AbortSignal.any([control.signal, AbortSignal.timeout(hangMs)]),
  });
  assert.equal(response.status, 200);
  const told: ToldChange[] = [];
  let [id, resets] = ['', 0];
  const parser = createParser({
    onId: (next) => (id = next),
    onEvent: ({ event, data }) => {
      if (event === 'reset') resets++;
      else told.push(JSON.parse(data) as ToldChange);
    },
  });
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  };
  const ended = read().catch((error: unknown) => {
    if (!control.signal.aborted) throw error;
  });
  await eventually('the position of the stream', () => id);
  const hears: Follower['hears'] = (what, wanted, from = 0) => eventually(what, () => told.slice(from).find(wanted));
  return { told, resets: () => resets, lastId: () => id, hears, ended, leave: () => control.abort() };
}
