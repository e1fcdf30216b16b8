/**
 * For cloud-init in a guest whose disk is a copy of another's: before all else, once, it gets a machine id of its own. Host keys cloud-init
 * makes anew by itself, for its instance id is another.
 */
export const ownIdentity = `#cloud-boothook
#!/bin/sh
cloud-init-per instance slipway-machine-id sh -c 'rm -f /etc/machine-id /var/lib/dbus/machine-id
systemd-machine-id-setup || dbus-uuidgen --ensure=/etc/machine-id'
`;
