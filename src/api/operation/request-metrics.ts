import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProofOutcome } from '../../identity/index.ts';
import type { Prometheus, Sources } from './prometheus.ts';

/**
 * What is measured while the cloud works. The library that adds it up is loaded after the first answer: it is a tenth of
 * all that a start loads, and after a kill somebody waits for that answer.
 */
export class Metrics {
  readonly #prometheus = Promise.withResolvers<Prometheus>();
  readonly #sources: Sources;
  #loading = false;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Counts an answer with its time; a stream's when it has ended. */
  answered(request: FastifyRequest, reply: FastifyReply): void {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    const { statusCode, elapsedTime } = reply;
    void this.#loaded().then((to) => to.answered(request.method, route, statusCode, elapsedTime / 1000));
  }

  /** Counts the end of a workflow's step; `ms` since its first start. */
  step(workflow: string, step: string, outcome: 'done' | 'failed', ms: number): void {
    void this.#prometheus.promise.then((to) => to.step(workflow, step, outcome, ms / 1000));
  }

  /** Counts how a proof of a password ended. */
  proof(outcome: ProofOutcome): void {
    void this.#prometheus.promise.then((to) => to.proof(outcome));
  }

  /** Counts rows of a table that were pruned. */
  pruned(table: string, rows: number): void {
    void this.#prometheus.promise.then((to) => to.pruned(table, rows));
  }

  /** Keeps what the last look at a cloud has found missing, and what is nobody's. */
  found(cloud: string, missing: { kind: string }[], strays: { kind: string }[]): void {
    void this.#prometheus.promise.then((to) => to.found(cloud, missing, strays));
  }

  /** Counts what was brought back on the host. */
  mended(kind: string): void {
    void this.#prometheus.promise.then((to) => to.mended(kind));
  }

  /** Counts what has befallen a VM. */
  troubled(trouble: string): void {
    void this.#prometheus.promise.then((to) => to.troubled(trouble));
  }

  /** Counts a connection that was one too many. */
  refused(): void {
    void this.#prometheus.promise.then((to) => to.refused());
  }

  /** In Prometheus' text format. */
  async text(): Promise<{ type: string; body: string }> {
    return (await this.#loaded()).text();
  }

  #loaded(): Promise<Prometheus> {
    if (!this.#loading) {
      this.#loading = true;
      this.#prometheus.resolve(import('./prometheus.ts').then(({ Prometheus }) => new Prometheus(this.#sources)));
    }
    return this.#prometheus.promise;
  }
}
