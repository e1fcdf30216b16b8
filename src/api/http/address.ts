/** The path of an address, and its query: what is behind the first "?", in which there may be more of them. */
export function partsOf(address: string): { path: string; query: string } {
  const [path = '', ...rest] = address.split('?');
  return { path, query: rest.join('?') };
}
