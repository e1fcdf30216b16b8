export { buildApi } from './app.ts';
export type { ApiContext } from './context.ts';
export { boundedServer, type TlsIdentity } from './http/connections.ts';
export { Consoles } from './openstack/console/consoles.ts';
export { pruneAnswers } from './http/idempotency.ts';
export { ProjectChanges, pruneChanges } from './identity/project-changes.ts';
export {
  type CloudStates,
  type Diagnosis,
  Preparation,
  type Repair,
  type TrashEntry,
} from './operation/preparation.ts';
export type { WebConsole } from './operation/web-console.ts';
export { Metrics } from './operation/request-metrics.ts';
export { boundsOf, openApi, type ServedApi } from './served.ts';
