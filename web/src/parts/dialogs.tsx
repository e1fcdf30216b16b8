import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Dialogs {
  open: (dialog: ReactNode) => void;
  close: () => void;
}

const context = createContext<Dialogs>({ open() {}, close() {} });

/** The one dialog that is open. */
export const useDialogs = (): Dialogs => useContext(context);

export function DialogHost({ children }: { children: ReactNode }) {
  const [dialog, setDialog] = useState<ReactNode>(null);
  const dialogs = useMemo(() => ({ open: setDialog, close: () => setDialog(null) }), []);
  return (
    <context.Provider value={dialogs}>
      {children}
      {dialog}
    </context.Provider>
  );
}
