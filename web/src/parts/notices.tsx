import { Stack } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useId, useLayoutEffect, useState } from 'react';
import { type Told, told } from '../api/problem.ts';
import { Note } from './note.tsx';

interface Notice extends Told {
  title: string;
  /** Of the place where it was done. */
  at: string;
}

type What = () => Promise<unknown>;

interface Host {
  notices: Notice[];
  /** The places that show what has failed there. */
  claimed: string[];
  run: (at: string, title: string, what: What) => Promise<void>;
  dismiss: (notice: Notice) => void;
  claim: (at: string) => () => void;
}

const context = createContext<Host>({
  notices: [],
  claimed: [],
  run: async () => {},
  dismiss() {},
  claim: () => () => {},
});
const placeContext = createContext('');

/** Does something; that it failed stands beside it under `title` until it is dismissed. */
export function useRun(): (title: string, what: What) => Promise<void> {
  const at = useContext(placeContext);
  const { run } = useContext(context);
  return (title, what) => run(at, title, what);
}

export function NoticeHost({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const [claimed, setClaimed] = useState<string[]>([]);
  const run = useCallback<Host['run']>(async (at, title, what) => {
    setNotices((shown) => shown.filter((notice) => notice.at !== at || notice.title !== title));
    await what().catch((error: unknown) => setNotices((shown) => [...shown, { at, title, ...told(error) }]));
  }, []);
  const dismiss = useCallback((gone: Notice) => setNotices((shown) => shown.filter((notice) => notice !== gone)), []);
  const claim = useCallback((at: string) => {
    setClaimed((all) => [...all, at]);
    return () => setClaimed((all) => all.toSpliced(all.indexOf(at), 1));
  }, []);
  return <context.Provider value={{ notices, claimed, run, dismiss, claim }}>{children}</context.Provider>;
}

/** The place of an object; `id`: the same when it is shown again. What is done within and fails is told by its `NoticesHere`. */
export function NoticePlace({ id, children }: { id?: string; children: ReactNode }) {
  const own = useId();
  return <placeContext.Provider value={id ?? own}>{children}</placeContext.Provider>;
}

/** What has failed at this place; `children` puts it where the place has room for it. */
export function NoticesHere({ children = (notes) => notes }: { children?: (notes: ReactNode) => ReactNode }) {
  const at = useContext(placeContext);
  const { notices, claim } = useContext(context);
  const here = notices.filter((notice) => notice.at === at);
  const some = here.length > 0;
  useLayoutEffect(() => (some ? claim(at) : undefined), [claim, at, some]);
  return some ? children(<Notes notices={here} />) : null;
}

/** What has failed at a place that is not shown any more, or at none. */
export function Notices() {
  const { notices, claimed } = useContext(context);
  const others = notices.filter(({ at }) => !claimed.includes(at));
  return others.length === 0 ? null : (
    <Stack mb="md">
      <Notes notices={others} />
    </Stack>
  );
}

function Notes({ notices }: { notices: Notice[] }) {
  const { dismiss } = useContext(context);
  return (
    <Stack gap="xs">
      {notices.map((notice) => (
        <Note key={`${notice.at} ${notice.title}`} {...notice} onClose={() => dismiss(notice)} />
      ))}
    </Stack>
  );
}
