import { currentTraceparent } from '../common/log-context.ts';
import { inSpan, type Tracing, untraced } from '../common/tracing.ts';
import type { Driver } from '../drivers/driver.ts';

/** A driver whose calls are spans where they are part of a trace: those of steps and requests are, those of loops are not. */
export function tracedDriver(driver: Driver, tracing: Tracing): Driver {
  if (tracing === untraced) return driver;
  return new Proxy(driver, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): Promise<unknown> => {
        const call = (): Promise<unknown> => member.apply(target, args) as Promise<unknown>;
        if (currentTraceparent() === null) return call();
        return inSpan(tracing, `driver.${String(name)}`, call, { target: idOf(args[0]) });
      };
    },
  });
}

/** What a call is about: methods take an id first, or something that has one, or several of these. */
export function idOf(what: unknown): unknown {
  if (Array.isArray(what)) return idOf(what[0]);
  return typeof what === 'object' && what !== null && 'id' in what ? what.id : what;
}
