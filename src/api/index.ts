export { buildApi } from './app.ts';
export type { ApiContext } from './context.ts';
export { forgetOldAnswers } from './idempotency.ts';
export { type Diagnosis, Preparation, type Repair } from './operator.ts';
export { Metrics } from './metrics.ts';
