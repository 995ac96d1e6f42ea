import { statfsSync } from 'node:fs';

/**
 * Network file systems by their number in Linux:
 * https://man7.org/linux/man-pages/man2/statfs.2.html and include/uapi/linux/magic.h of its sources (2026-11-29).
 */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
]);

/**
 * Says that a file or folder is on a network file system; undefined where it isn't, or nobody can tell: outside of Linux, and behind
 * FUSE, which has one number for all.
 *
 * Several machines share no memory, which write-ahead logging needs, and locks over a network can't be relied on:
 * https://www.sqlite.org/wal.html#overview and https://www.sqlite.org/useovernet.html
 */
export function describeNetworkFileSystem(path: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const name = NETWORK.get(typeOf(path));
  return (
    name &&
    `The database file is on a network file system (${name}), which can damage it. Use a local disk, or PostgreSQL.`
  );
}

/** 0 where it can't be asked. Some machines return the number with a sign. */
function typeOf(path: string): number {
  try {
    return statfsSync(path).type >>> 0;
  } catch {
    return 0;
  }
}
