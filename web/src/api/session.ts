import { useSyncExternalStore } from 'react';

/** The login of this tab: a token, which is in no cookie and no address. */
interface Session {
  token: string | null;
  /** Why there is none any more. */
  ended: string | null;
}

const key = 'slipway-token';
const [, linked = null] = /^#link=(.+)$/.exec(location.hash) ?? [];
// it is good once, and nobody else is to find it in the address bar
if (linked !== null) history.replaceState(null, '', './#/');
const listeners = new Set<() => void>();
let session: Session = { token: sessionStorage.getItem(key), ended: null };

function become(next: Session): void {
  session = next;
  if (next.token === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, next.token);
  for (const listener of listeners) listener();
}

/** What stood in the address behind `#link=`, by which somebody is logged in. */
export const loginLink = linked;

export const currentToken = (): string | null => session.token;
export const logInWith = (token: string): void => become({ token, ended: null });
export const endSession = (ended: string | null): void => become({ token: null, ended });

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
}
