import '@mantine/core/styles.css';
import './main.css';
import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/client.ts';
import { router } from './router.tsx';
import { Gate } from './screens/login/gate.tsx';

const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  cursorType: 'pointer',
  fontFamily: 'system-ui, sans-serif',
  components: {
    Tooltip: { defaultProps: { withinPortal: true } },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the console.');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        {/* around the router, which shows nothing before it has what the screen of the address takes */}
        <Gate>
          <RouterProvider router={router} />
        </Gate>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
