import type { CatalogueTables } from './catalogue.ts';
import type { IdentityTables } from './identity.ts';
import type { InstancesTables } from './instances.ts';
import type { NetworkTables } from './network.ts';
import type { OrdersTables } from './orders.ts';
import type { StorageTables } from './storage.ts';
import type { WorkflowTables } from './workflow.ts';

export type { StoredProblem } from '../../common/problem.ts';
export type { HostRoute } from './network.ts';
export type { ImageSource, OfferingType } from './catalogue.ts';
export type { EventResult, RoleName } from './identity.ts';
export type { InstanceState, Readiness, RuntimeState } from './instances.ts';
export type { OrderState } from './orders.ts';
export type { VolumeRuntimeState, VolumeState } from './storage.ts';
export type { StepState, WorkflowState } from './workflow.ts';

/** The tables as Kysely sees them, those of each room in its file; the migrations are the truth about constraints. */
export interface Schema
  extends CatalogueTables,
    IdentityTables,
    InstancesTables,
    NetworkTables,
    OrdersTables,
    StorageTables,
    WorkflowTables {}
