import type { PDFPageProxy, PageViewport } from 'pdfjs-dist';

/** Pieces of text on one page; what is beyond can be seen, not selected. A file must not fill the window with elements. */
const MOST_PIECES = 5_000;

/**
 * Lays the words of a page, unseen, over its picture, so that they can be selected, copied and read out. They are only
 * ever text. Leaves `container` alone once `signal` has ended it.
 */
export async function layPdfText(
  page: PDFPageProxy,
  viewport: PageViewport,
  container: HTMLElement,
  signal: AbortSignal,
): Promise<void> {
  const [{ TextLayer }, content] = await Promise.all([import('pdfjs-dist'), page.getTextContent()]);
  if (signal.aborted) return;
  container.replaceChildren();
  // Read by what pdf.js sets, and by the style sheet.
  container.style.setProperty('--total-scale-factor', String(viewport.scale));
  const textContentSource = { ...content, items: content.items.slice(0, MOST_PIECES) };
  await new TextLayer({ textContentSource, container, viewport }).render();
}
