import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

export const operation: Descriptions = {
  version_retrieve: {
    does: 'The version of the server that answers.',
    needs: 'nothing',
    answers: { 200: 'The version.' },
  },
  configuration_retrieve: {
    does: 'What clients of Waldur ask before they log in: the name of the site, and how one can log in.',
    needs: 'nothing',
    answers: { 200: 'The configuration.' },
  },
  status_retrieve: {
    does: `What the cloud is and does: version, driver, settings and where they come from, how far the host is prepared, and how much there is.
With \`after\`, the number of the last known \`preparation.seq\`, it answers when that changes, at most 20 seconds later.`,
    needs: 'staff',
    answers: { 200: 'The status.' },
  },
  doctor_retrieve: {
    does: 'Checks whether the machine is fit, and whether rows and host say the same: what is on the host without a row, and what rows have that is not there.',
    needs: 'staff',
    answers: { 200: 'What was checked, each with what to do about it.' },
  },
  clouds_list: {
    does: 'The clouds of this control plane. A project says when it is made on which it lives, and stays there with all that is in it.',
    needs: 'token',
    answers: { 200: 'All of them, the oldest first.' },
  },
  clouds_retrieve: {
    does: 'What a cloud has in all, what of that is left, how many projects live there, and why it is away if it is.',
    needs: 'staff',
    answers: { 200: 'The cloud.' },
  },
  clouds_doctor_retrieve: {
    does: 'Checks one cloud as the whole is checked: whether it is fit, and whether rows and backend say the same.',
    needs: 'staff',
    answers: { 200: 'What was checked, each with what to do about it.' },
  },
  doctor_fix: {
    does: `Takes from the host what has no row: volumes, images and what guests have left go to the trash, all else is removed. What has a
row is never touched, nor is a guest that runs, with all that it has. With \`details\` it touches only what was shown before.`,
    needs: 'CLOUD.OPERATE',
    answers: { 200: 'What became of each.' },
  },
  doctor_trash_list: {
    does: 'What was taken aside, oldest first, with what it was and until when it is kept.',
    needs: 'staff',
    answers: { 200: 'All that is in the trash.' },
  },
  doctor_trash_restore: {
    does: 'Puts back where it was what is in the trash. It has no row then, as before.',
    needs: 'CLOUD.OPERATE',
    answers: { 200: 'It is where it was.', 409: 'Something else is there by now.' },
    refuses: { 409: new Problem('trash-place-taken', '/var/lib/slipway/volumes/5f3c….qcow2 is there again.') },
  },
  doctor_receipts_list: {
    does: 'What a VM owns on the host: processes, files, addresses, taps. It is how one sees that nothing of a deleted VM is left.',
    needs: 'staff',
    answers: { 200: 'Everything that was found.' },
  },
  backups_list: {
    does: `The backups of its records that the cloud has made by itself, newest first: once a day, before a newer version changes the
records, and when somebody asked. Disks and images are not in them.`,
    needs: 'staff',
    answers: { 200: 'All that are there.' },
  },
  backups_create: {
    does: 'Backs the records up now, beside the daily ones. Of those that were asked for the last 7 are kept.',
    needs: 'CLOUD.OPERATE',
    answers: { 200: 'All that are there, the new one first.', 507: 'There is no room for it.' },
    refuses: { 507: new Problem('disk-full', 'The records were not backed up: /var/lib/slipway has 12 MiB left.') },
  },
  log_list: {
    does: `The end of what the control plane has logged, oldest first, by level and by request. What is older is on the machine:
\`./slipway logs\`.`,
    needs: 'staff',
    answers: { 200: 'The lines.' },
  },
  metrics_retrieve: {
    does: 'Figures of the cloud, of its requests and of every VM, for Prometheus.',
    needs: 'staff',
    answers: { 200: 'The figures, in the text format of Prometheus.' },
    text: () =>
      '# HELP slipway_instances VMs by state\n# TYPE slipway_instances gauge\nslipway_instances{state="OK",runtime_state="ACTIVE"} 1\n',
  },
};
