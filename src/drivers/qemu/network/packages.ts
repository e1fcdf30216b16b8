/** Debian packages that this room runs programs of. */
export const NETWORK_PACKAGES = ['conntrack', 'dnsmasq-base', 'iproute2', 'nftables', 'procps'] as const;
