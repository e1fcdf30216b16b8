/** An inspected disk as it is opened: formats and what lies below are said here, never read from the file. */
export interface SourceDisk {
  /** Absolute path of a file that `uid` may read. */
  file: string;
  format: 'qcow2' | 'raw';
  backing: { file: string; format: 'qcow2' | 'raw' } | null;
  /** As the guest sees it, bytes. */
  virtualSize: number;
}

/** A disk in the words of qemu-img, with all that it must not read from the file. `beside`: a guest may run with it meanwhile. */
export function asOpened({ file, format, backing }: Omit<SourceDisk, 'virtualSize'>, beside = false): string {
  const layer = (path: string, driver: string, below: object | null): object => ({
    driver,
    file: { driver: 'file', filename: path },
    ...(driver === 'qcow2' ? { backing: below } : {}),
  });
  const shared = beside ? { 'force-share': true, 'read-only': true } : {};
  return `json:${JSON.stringify({ ...layer(file, format, backing && layer(backing.file, backing.format, null)), ...shared })}`;
}
