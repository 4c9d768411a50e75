/** Put there by electron.vite.config.ts, with the fonts and tables. */
const WORKER_URL = '/pdf/pdf.worker.mjs';

/** What of Trusted Types is used here; the types of the page do not name them yet. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
};

/** The one policy of the window (main/content-security-policy.ts): the worker of the PDF reader, and no other address. */
const policy = (globalThis as unknown as { readonly trustedTypes: TrustedTypes }).trustedTypes.createPolicy(
  'pdf-worker',
  {
    createScriptURL(url) {
      if (url !== WORKER_URL) throw new TypeError('Only the worker of the PDF reader may be started.');
      return url;
    },
  },
);

/** The reader's worker: a stranger's file is parsed there, not in the page. */
export function startPdfWorker(): Worker {
  return new Worker(policy.createScriptURL(WORKER_URL), { type: 'module', name: 'pdf' });
}
