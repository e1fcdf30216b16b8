import { currentTraceparent, inContextWith, type LogFields, logFields } from './log-context.ts';

export type Attributes = Record<string, string | number | boolean | undefined>;

/** Something that takes its time, from its beginning on. */
export interface Span {
  /** As the W3C header of this name writes it; null: nothing is traced. */
  readonly traceparent: string | null;
  /** Once. `name`: where what it was is known at its end only; `error`: what it failed of. */
  end(outcome: { name?: string; attributes: Attributes; error?: unknown }): void;
}

export interface Tracing {
  /** Begins a span below `parent`, a traceparent; null, or one that is malformed: it begins a trace. */
  begin(name: string, kind: 'server' | 'internal', parent: string | null): Span;
  /** Sends what has not been sent, as far as somebody takes it. */
  stop(): Promise<void>;
}

const nothing: Span = { traceparent: null, end: () => {} };

/** Traces nothing. */
export const untraced: Tracing = { begin: () => nothing, stop: () => Promise.resolve() };

/** Does `work` as a span below the one that is open; it says what the log says meanwhile, and `more`. */
export async function inSpan<T>(
  tracing: Tracing,
  name: string,
  work: () => Promise<T>,
  more: LogFields = {},
): Promise<T> {
  const span = tracing.begin(name, 'internal', currentTraceparent());
  const attributes = attributesOf({ ...logFields(), ...more });
  try {
    const result = await inContextWith({ traceparent: span.traceparent }, work);
    span.end({ attributes });
    return result;
  } catch (error) {
    span.end({ attributes, error });
    throw error;
  }
}

/** Spans take no objects. */
function plain(value: unknown): Attributes[string] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}

/** Fields of log lines as attributes of a span: `slipway.order`, `slipway.request_id`, … */
export function attributesOf(fields: LogFields): Attributes {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`slipway.${name}`, plain(value)]));
}
