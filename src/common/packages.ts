/** The Debian packages whose programs Slipway runs: the one list of them. */
export const hostPackages = [
  'qemu-system-x86',
  'qemu-utils',
  'e2fsprogs',
  'mmdebstrap',
  'util-linux',
  'dpkg',
  'genisoimage',
  'nftables',
  'iproute2',
  'conntrack',
  'procps',
  'dnsmasq-base',
  'openssh-client',
  'passwd',
];

/** What only the tests run. */
export const testPackages = [
  'bsdutils',
  'busybox',
  'chromium-headless-shell',
  'curl',
  'perl-base',
  'python3-venv',
  'systemd',
];
