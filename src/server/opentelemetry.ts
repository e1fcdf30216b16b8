import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent, setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { Span, Tracing } from '../common/tracing.ts';
import { version } from '../common/version.ts';

const kinds = { server: SpanKind.SERVER, internal: SpanKind.INTERNAL };
/** A collector that is away is told of so often at most. */
const complainMs = 60_000;
/** So long an end waits for what has not been sent. */
const patienceMs = 2_000;

/**
 * Sends spans by OTLP (http/json) to where the environment says: OTEL_EXPORTER_OTLP_ENDPOINT, and the other variables of this
 * kind. Loaded only when something is to be traced.
 */
export function openTelemetry(log: Logger): Tracing {
  const complain = complainTo(log);
  setGlobalErrorHandler(complain);
  const named = resourceFromAttributes({ 'service.name': 'slipway', 'service.version': version() });
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win
  const resource = defaultResource()
    .merge(named)
    .merge(detectResources({ detectors: [envDetector] }));
  const spanProcessors = [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })];
  const provider = new TracerProvider({ resource, spanProcessors });
  const tracer = provider.getTracer('slipway', version());
  return {
    begin(name, kind, parent) {
      const above = parent === null ? null : parseTraceParent(parent);
      const context = above === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...above, isRemote: true });
      return spanOf(tracer.startSpan(name, { kind: kinds[kind] }, context));
    },
    stop: () => Promise.race([provider.shutdown().catch(complain), expiry()]),
  };
}

function spanOf(span: ReturnType<ReturnType<TracerProvider['getTracer']>['startSpan']>): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    end({ name, attributes, error }) {
      if (name !== undefined) span.updateName(name);
      span.setAttributes(attributes);
      if (error !== undefined) {
        if (error instanceof Error) span.recordException(error);
        const message = error instanceof Error ? error.message : JSON.stringify(error);
        span.setStatus({ code: SpanStatusCode.ERROR, message });
      }
      span.end();
    },
  };
}

function complainTo(log: Logger): (error: unknown) => void {
  let quietUntil = 0;
  return (error) => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + complainMs;
    log.warn({ err: error }, 'spans could not be sent');
  };
}

function expiry(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs).unref());
}
