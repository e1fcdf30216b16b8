export { type Database, openDatabase, openPool, type Tx } from './database.ts';
export { badArchive, dump, load } from './dump.ts';
export { borrowAs, FairPool } from './fair-pool.ts';
export { migrate, migrationNames } from './migrations/index.ts';
export { deadlines, isOutage, outageProblem, throughOutage } from './outage.ts';
export { olderThan, type Prune, type Pruned, pruneRows } from './prune.ts';
export { ensurePostgres, keepPostgres, removeSystemUser, stopPostgres } from './postgres/index.ts';
export { findOne, findPage, type View, type Window } from './view.ts';
export type * from './schema/index.ts';
