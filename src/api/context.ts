import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Settings } from '../common/settings.ts';
import type { Database } from '../db/index.ts';
import type { Actor } from '../identity/index.ts';
import type { Services } from '../orders/index.ts';
import type { Engine, WorkflowEvents } from '../workflow/index.ts';
import type { Diagnosis, Preparation, Repair } from './operator.ts';

/** All that routes work with. What they need of a backend is a function here: no room of the API knows a driver. */
export interface ApiContext {
  db: Database;
  engine: Engine<Services>;
  events: WorkflowEvents;
  settings: Settings;
  version: string;
  /** Makes the backend follow the rows of a project's network. */
  applyRouter: (project: string) => Promise<void>;
  consoleLog: (instance: string, bytes: number) => Promise<string>;
  images: {
    /** Downloads a `url` image in the background. */
    begin: (image: string) => void;
    /** Takes uploaded bytes as an image's content; throws a `Problem` when they cannot be used. */
    upload: (image: string, bytes: NodeJS.ReadableStream) => Promise<void>;
    progress: (image: string) => { fraction: number; message: string } | null;
    remove: (image: string) => Promise<void>;
  };
  preparation: Preparation;
  diagnose: () => Promise<Diagnosis>;
  /** Removes what is on the host without a row. */
  repair: () => Promise<Repair>;
  /** What an instance owns on the host. */
  receipt: (instance: string) => Promise<{ kind: string; detail: string }[]>;
  /** Tests watch every answer, and hear of those that nobody decided about; see `registerGuard`. */
  guard?: (violation: string) => void;
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the authentication hook for every route that is not public. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** Routes without authentication say so. */
    public?: boolean;
  }
}
