import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Faster C for `ws`, which does without where they are not installed.
const OPTIONAL_OF_WS = ['bufferutil', 'utf-8-validate'];

// Targets are those of the oldest runtime the tests use (see build/runtime), so one build runs in every Electron.
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      // What the app needs is in the bundle; only the native addon stays a package of its own (electron-builder.yml).
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'main/index.ts', 'db.worker': 'main/db/db.worker.ts' },
        external: ['better-sqlite3', ...OPTIONAL_OF_WS],
      },
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
