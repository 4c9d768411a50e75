import { readFileSync, readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Faster C for `ws`, which does without where they are not installed.
const OPTIONAL_OF_WS = ['bufferutil', 'utf-8-validate'];

/** What pdf.js asks for by name: its worker, the tables of Asian writing and the fonts that a PDF may leave out. */
function pdfData() {
  return {
    name: 'pdf-data',
    generateBundle(this: {
      emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string;
    }) {
      const worker = new URL('node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url);
      this.emitFile({ type: 'asset', fileName: 'pdf/pdf.worker.mjs', source: readFileSync(worker) });
      for (const folder of ['cmaps', 'standard_fonts']) {
        const from = new URL(`node_modules/pdfjs-dist/${folder}/`, import.meta.url);
        for (const name of readdirSync(from)) {
          const source = readFileSync(new URL(name, from));
          this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source });
        }
      }
    },
  };
}

// What is bundled asks that its licence goes with it: these files are installed with the app.
const LICENCES = { fileName: 'licences.txt' };

// Targets are those of the oldest runtime the tests use (see build/runtime), so one build runs in every Electron.
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      // What the app needs is in the bundle; only the native addon stays a package of its own (electron-builder.yml).
      externalizeDeps: false,
      license: LICENCES,
      // Half the size to read at the start. Functions and classes keep their names, so what a log tells of an error can be read.
      minify: 'oxc',
      rolldownOptions: {
        input: { index: 'main/index.ts', 'db.worker': 'main/db/db.worker.ts' },
        external: ['better-sqlite3', ...OPTIONAL_OF_WS],
        output: { keepNames: true },
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
    plugins: [react(), pdfData()],
    // The build of pdf.js that the oldest runtime in use understands.
    resolve: { alias: [{ find: /^pdfjs-dist$/, replacement: 'pdfjs-dist/legacy/build/pdf.mjs' }] },
    build: {
      target: 'chrome130',
      license: LICENCES,
      minify: true,
      // kB. The page comes from the disk, not over a network: one file is read faster than several. So the limit is no
      // call to split; it tells when something large has come in unawares.
      chunkSizeWarningLimit: 1_200,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
