import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Targets are those of the oldest runtime the tests use (see build/runtime), so one build runs in every Electron.
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      rolldownOptions: { input: { index: 'main/index.ts', 'db.worker': 'main/db/db.worker.ts' } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        // A sandboxed preload can only be CommonJS, in one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      // kB. The page comes from the disk, not over a network: one file is read faster than several. So the limit is no
      // call to split; it tells when something large has come in unawares.
      chunkSizeWarningLimit: 1_200,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
