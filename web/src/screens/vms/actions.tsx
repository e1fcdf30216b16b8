import { api } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { CloneDialog } from './clone-dialog.tsx';
import {
  ChangeDialog,
  DeleteDialog,
  endingOf,
  ImageDialog,
  keptOf,
  lossesOf,
  PlanDialog,
  RebuildDialog,
  RescueDialog,
  ResizeDialog,
} from './dialogs.tsx';
import type { Vm } from './vms.tsx';

type May = (permission: string) => string | null;

const act = '/api/marketplace-resources/{uuid}/actions/';

/** Why something cannot be done with a VM as it is now, in the words of the API; null: it can. */
export function refusalOf(vm: Vm, action: string): string | null {
  return (vm.unavailable_actions as Record<string, string>)[action] ?? null;
}

/** What can be done with a VM, in the order in which it is shown. Whether now, the API says; whether by you, your role. */
export function useVmActions(may: May): (vm: Vm) => Action[] {
  const options = { onError() {} };
  const start = api.useMutation('post', `${act}start/`, options);
  const stop = api.useMutation('post', `${act}stop/`, options);
  const restart = api.useMutation('post', `${act}restart/`, options);
  const unrescue = api.useMutation('post', `${act}unrescue/`, options);
  const cancel = api.useMutation('post', `${act}cancel/`, options);
  const change = api.useMutation('patch', '/api/marketplace-resources/{uuid}/', options);
  const terminate = api.useMutation('post', '/api/marketplace-resources/{uuid}/terminate/', options);
  return (vm) => {
    const params = { path: { uuid: vm.uuid } };
    const why = (permission: string, action: string): string | null => may(permission) ?? refusalOf(vm, action);
    const power = (action: string): string | null => why('INSTANCE.POWER', action);
    const update = (action: string): string | null => why('RESOURCE.UPDATE', action);
    const at = (label: string, reason: string | null, run: () => Promise<unknown>): Action => ({
      label,
      why: reason,
      run,
      many: run,
    });
    const shielded = vm.termination_protection;
    return [
      at('Start', power('start'), () => start.mutateAsync({ params })),
      at('Stop', power('stop'), () => stop.mutateAsync({ params })),
      at('Restart', power('restart'), () => restart.mutateAsync({ params })),
      { label: 'Change', why: update('update'), dialog: () => <ChangeDialog vm={vm} /> },
      { label: 'Resize', why: update('change_flavor'), dialog: () => <ResizeDialog vm={vm} /> },
      { label: 'Change the plan', why: update('update'), dialog: () => <PlanDialog vm={vm} /> },
      { label: 'Rescue', why: update('rescue'), dialog: () => <RescueDialog vm={vm} /> },
      at('End rescue', update('unrescue'), () => unrescue.mutateAsync({ params })),
      {
        label: 'Clone',
        why: may('INSTANCE.POWER') ?? why('ORDER.APPROVE', 'clone'),
        dialog: () => <CloneDialog vm={vm} />,
      },
      { label: 'Make an image', why: why('IMAGE.MANAGE', 'create_image'), dialog: () => <ImageDialog vm={vm} /> },
      { label: 'Rebuild', why: update('rebuild'), dialog: () => <RebuildDialog vm={vm} />, color: 'red' },
      at(shielded ? 'Unprotect' : 'Protect', update('update'), () =>
        change.mutateAsync({ params, body: { termination_protection: !shielded } }),
      ),
      at('Give up', update('cancel'), () => cancel.mutateAsync({ params })),
      {
        label: 'Delete',
        why: why('RESOURCE.TERMINATE', 'terminate'),
        dialog: () => <DeleteDialog vm={vm} />,
        many: (answers) => terminate.mutateAsync({ params, body: endingOf(answers) }),
        asks: keptOf(vm),
        takes: lossesOf(vm),
        color: 'red',
      },
    ];
  };
}
