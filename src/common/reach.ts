import { isIP } from 'node:net';
import { addressNumber, blockOf, contains, parsePrefix, plainAddress, type Prefix } from './prefix.ts';

/** Blocks that only neighbours send to: loopback, private (RFC 1918, RFC 4193), shared (RFC 6598) and link-local. */
const ownBlocks = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
].map(blockOf);

/** Whether the world could send to a host name or address that a server listens on; all addresses of a host are public. */
export function isPublic(host: string): boolean {
  if (host === 'localhost') return false;
  return isIP(host) === 0 || !isWithin(ownBlocks, host);
}

/** What is wrong with a list of blocks such as `10.0.0.0/8,::1`; undefined: nothing. */
export function faultOfBlocks(text: string): string | undefined {
  return entriesOf(text)
    .map(parsePrefix)
    .find((each) => typeof each === 'string');
}

/** Tells whether an address of a connection lies in one of the blocks of a list that has no fault. */
export function withinBlocks(text: string): (address: string) => boolean {
  const blocks = entriesOf(text).map(blockOf);
  return (address) => isWithin(blocks, address);
}

const entriesOf = (text: string): string[] => text.split(',').filter((part) => part.trim() !== '');

function isWithin(blocks: readonly Prefix[], address: string): boolean {
  const found = addressNumber(plainAddress(address));
  return found !== null && blocks.some((block) => contains(block, found));
}
