/** Debian packages whose programs the QEMU driver and the command line run; the rooms' own lists are contained in it. */
export function hostPackages(arch: string): string[] {
  return [
    arch === 'arm64' ? 'qemu-system-arm' : 'qemu-system-x86',
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
}
