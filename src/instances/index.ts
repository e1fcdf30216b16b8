export { availableActions, type PowerAction, powerActions, type Standing, whyNot } from './actions.ts';
export { guestSpec } from './guest-spec.ts';
export { observe } from './observe.ts';
export { findInstance, type InstanceView, listInstances } from './read.ts';
export { isReady, missing, stageOf } from './readiness.ts';
