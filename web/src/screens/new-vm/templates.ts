/** User data to begin with, by what it does; for images with cloud-init, but for the last, which all understand. */
export const templates: Record<string, string> = {
  'Install packages': '#cloud-config\npackage_update: true\npackages:\n  - nginx\n',
  'Make a user': [
    '#cloud-config',
    'users:',
    '  - default',
    '  - name: ada',
    '    groups: [sudo]',
    '    shell: /bin/bash',
    '    sudo: ALL=(ALL) NOPASSWD:ALL',
    '    ssh_authorized_keys:',
    '      - ssh-ed25519 AAAA…',
    '',
  ].join('\n'),
  'Write a file': '#cloud-config\nwrite_files:\n  - path: /etc/motd\n    content: |\n      Welcome.\n',
  'Run a script': '#!/bin/sh\nset -e\necho "done" > /root/first-boot\n',
};
