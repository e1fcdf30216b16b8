import { AsyncLocalStorage } from 'node:async_hooks';
import { unfenced } from './fence.ts';

/** What is being done at the moment, as far as log lines and spans tell of it. */
export interface LogContext {
  /** On every line that is logged meanwhile. */
  readonly fields: LogFields;
  /** The span that is open, as the W3C header of this name writes it; none while nothing is traced. */
  readonly traceparent: string | null;
}

export interface LogFields extends Record<string, unknown> {
  /** The request that caused it. */
  request_id?: string;
}

const contexts = new AsyncLocalStorage<LogContext | null>();

/** Does `work`, and all that it begins, in this context instead of the one that is; null: in none, and behind no fence. */
export function inContext<T>(context: LogContext | null, work: () => T): T {
  return context === null ? unfenced(() => contexts.run(null, work)) : contexts.run(context, work);
}

/** Does `work` in the context that is, with more said about it. */
export function inContextWith<T>(more: { fields?: LogFields; traceparent?: string | null }, work: () => T): T {
  const { fields, traceparent } = contexts.getStore() ?? { fields: {}, traceparent: null };
  const context = { fields: { ...fields, ...more.fields }, traceparent: more.traceparent ?? traceparent };
  return contexts.run(context, work);
}

/** Says more about what is being done, from now on to its end. */
export function addLogFields(fields: LogFields): void {
  Object.assign(contexts.getStore()?.fields ?? {}, fields);
}

/** What a line that is logged now says beside its own; a copy. */
export function logFields(): LogFields {
  return { ...contexts.getStore()?.fields };
}

/** The id of the request that has caused what is being done; null: none has. */
export function requestId(): string | null {
  return contexts.getStore()?.fields.request_id ?? null;
}

export function currentTraceparent(): string | null {
  return contexts.getStore()?.traceparent ?? null;
}
