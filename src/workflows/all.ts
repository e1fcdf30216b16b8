import { told } from './told.ts';
import type { WorkflowDefinition } from '../engine/index.ts';
import type { Services } from './context.ts';
import { backupCreate } from './backup-create.ts';
import { backupDelete } from './backup-delete.ts';
import { copyCreate } from './copy-create.ts';
import { copyDelete } from './copy-delete.ts';
import { copyVerify } from './copy-verify.ts';
import { instanceClone } from './instance-clone.ts';
import { instanceCreate } from './instance-create.ts';
import { instanceCreateImage } from './instance-create-image.ts';
import { instanceDelete } from './instance-delete.ts';
import { instanceRebuild } from './instance-rebuild.ts';
import { instanceRescue } from './instance-rescue.ts';
import { instanceResize } from './instance-resize.ts';
import { instanceRestore } from './instance-restore.ts';
import { instanceRestart } from './instance-restart.ts';
import { instanceRollback } from './instance-rollback.ts';
import { instanceSoftDelete } from './instance-soft-delete.ts';
import { instanceStart } from './instance-start.ts';
import { instanceStop } from './instance-stop.ts';
import { instanceUndelete } from './instance-undelete.ts';
import { instanceUnrescue } from './instance-unrescue.ts';
import { instanceUpdateNetwork } from './instance-update-network.ts';
import { instanceUpdatePorts } from './instance-update-ports.ts';
import { instancePurge, volumePurge } from './purge.ts';
import { snapshotCreate } from './snapshot-create.ts';
import { snapshotDelete } from './snapshot-delete.ts';
import { volumeAttach } from './volume-attach.ts';
import { volumeCreate } from './volume-create.ts';
import { volumeDelete } from './volume-delete.ts';
import { volumeDetach } from './volume-detach.ts';
import { volumeExtend } from './volume-extend.ts';
import { volumeRestore } from './volume-restore.ts';
import { volumeSoftDelete } from './volume-soft-delete.ts';

const definitions: readonly WorkflowDefinition<Services>[] = [
  instanceCreate,
  instanceDelete,
  instanceSoftDelete,
  instanceUndelete,
  instancePurge,
  instanceStart,
  instanceStop,
  instanceRestart,
  instanceResize,
  instanceRebuild,
  instanceRescue,
  instanceUnrescue,
  instanceUpdatePorts,
  instanceUpdateNetwork,
  instanceCreateImage,
  volumeCreate,
  volumeDelete,
  volumeSoftDelete,
  volumePurge,
  volumeAttach,
  volumeDetach,
  volumeExtend,
  snapshotCreate,
  snapshotDelete,
  volumeRestore,
  backupCreate,
  backupDelete,
  copyCreate,
  copyVerify,
  copyDelete,
  instanceRestore,
  instanceRollback,
  instanceClone,
];

/** Every workflow there is; the laws are tested for each of them. The end of a run is an event. */
export const workflows = definitions.map(told);

/** What a step does, for people; a step that there is no more is called by its name. */
export function titleOf(kind: string, step: string): string {
  const steps = workflows.find((workflow) => workflow.kind === kind)?.steps;
  return steps?.find(({ name }) => name === step)?.title ?? step;
}
