import { defineConfig } from 'vite';

// what is small stands in no page as a data: URL, so that the policy of the page can forbid these
export default defineConfig({
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1500 },
});
