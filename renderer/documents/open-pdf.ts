import type { PDFDocumentProxy } from 'pdfjs-dist';
import { UnreadableDocument } from './read-file.ts';

export type OpenPdf = { readonly document: PDFDocumentProxy; close(): void };

/** Pictures of more points are left out: one page must not take the memory of the window. */
const MOST_PIXELS = 40_000_000;

/**
 * Opens a PDF with pdf.js, in a worker of its own; loaded when the first one is opened. It runs no script of the file, loads
 * nothing, follows no link, and compiles no code. Throws UnreadableDocument.
 */
export async function openPdf(data: Uint8Array<ArrayBuffer>): Promise<OpenPdf> {
  const [pdfjs, { startPdfWorker }] = await Promise.all([import('pdfjs-dist'), import('./pdf-worker.ts')]);
  const port = startPdfWorker();
  // A fake worker in the page is never the answer: a port that is given is the only one.
  const worker = pdfjs.PDFWorker.create({ port });
  const at = (folder: string) => new URL(`/pdf/${folder}/`, location.href).href;
  const loading = pdfjs.getDocument({
    data,
    worker,
    useWasm: false,
    useWorkerFetch: false,
    cMapUrl: at('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: at('standard_fonts'),
    maxImageSize: MOST_PIXELS,
    enableXfa: false,
  });
  const close = () => {
    void loading.destroy().finally(() => {
      worker.destroy();
      port.terminate();
    });
  };
  try {
    return { document: await loading.promise, close };
  } catch (error) {
    close();
    throw explain(error);
  }
}

function explain(error: unknown): UnreadableDocument {
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  return new UnreadableDocument(
    isLocked
      ? 'It is protected by a password. Open it in another program, which asks for it.'
      : 'It is damaged, or no PDF. Open it or save it.',
  );
}
