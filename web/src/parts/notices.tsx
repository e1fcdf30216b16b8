import { Stack } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { type Told, told } from '../api/problem.ts';
import { Note } from './note.tsx';

interface Notice extends Told {
  title: string;
}

type Run = (title: string, what: () => Promise<unknown>) => Promise<void>;
const context = createContext<{ notices: Notice[]; run: Run; dismiss: (notice: Notice) => void }>({
  notices: [],
  run: async () => {},
  dismiss() {},
});

/** Does something; that it failed stands on the page under `title` until it is dismissed. */
export const useRun = (): Run => useContext(context).run;

export function NoticeHost({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const run = useCallback<Run>(async (title, what) => {
    setNotices((shown) => shown.filter((notice) => notice.title !== title));
    await what().catch((error: unknown) => setNotices((shown) => [...shown, { title, ...told(error) }]));
  }, []);
  const dismiss = useCallback((gone: Notice) => setNotices((shown) => shown.filter((notice) => notice !== gone)), []);
  return <context.Provider value={{ notices, run, dismiss }}>{children}</context.Provider>;
}

export function Notices() {
  const { notices, dismiss } = useContext(context);
  return (
    <Stack gap="xs" mb={notices.length > 0 ? 'md' : 0}>
      {notices.map((notice) => (
        <Note key={notice.title} {...notice} onClose={() => dismiss(notice)} />
      ))}
    </Stack>
  );
}
