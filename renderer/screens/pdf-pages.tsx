import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { layPdfText } from '../documents/lay-pdf-text.ts';
import classes from './file-preview.module.css';

type PdfPagesProps = {
  readonly document: PDFDocumentProxy;
  /** 1 fills the width. */
  readonly zoom: number;
  readonly onPage: (page: number) => void;
};

type Size = { readonly width: number; readonly height: number };
/** A4, until the first page is known. */
const A4: Size = { width: 595, height: 842 };
/** What is scrolled has to be reached, so that the arrows scroll it. */
const SCROLLABLE = { tabIndex: 0 } as const;
const MOST_PIXELS = 16_000_000;

/** The pages below each other; only what is near is drawn. */
export function PdfPages({ document, zoom, onPage }: PdfPagesProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  const [size, setSize] = useState<Size>(A4);
  useEffect(() => {
    let isGone = false;
    void document.getPage(1).then((page) => {
      const { width: pageWidth, height } = page.getViewport({ scale: 1 });
      if (!isGone) setSize({ width: pageWidth, height });
    });
    return () => {
      isGone = true;
    };
  }, [document]);
  const scale = Math.max(0.1, (Math.max(width - 32, 100) / size.width) * zoom);
  return (
    <div
      ref={root}
      className={classes['pages']}
      role="group"
      aria-label="Pages"
      {...SCROLLABLE}
      onScroll={({ currentTarget }) => onPage(findPage(currentTarget))}
    >
      {Array.from({ length: document.numPages }, (_, index) => (
        <PdfPage key={index} document={document} number={index + 1} scale={scale} size={size} root={root} />
      ))}
    </div>
  );
}

/** The page across the middle. */
function findPage(root: HTMLElement): number {
  const middle = root.scrollTop + root.clientHeight / 2;
  const pages = [...root.children] as HTMLElement[];
  const index = pages.findIndex((page) => page.offsetTop + page.offsetHeight >= middle);
  return index === -1 ? pages.length : index + 1;
}

function useWidth(root: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = root;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [root]);
  return width;
}

type PdfPageProps = {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  readonly size: Size;
  readonly root: RefObject<HTMLElement | null>;
};

function PdfPage({ document, number, scale, size, root }: PdfPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [problem, setProblem] = useState(false);
  useEffect(() => {
    const { current } = sheet;
    if (current === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => setIsNear(entry?.isIntersecting === true), {
      root: root.current,
      rootMargin: '600px 0px',
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [root]);
  useEffect(() => {
    if (!isNear || sheet.current === null || canvas.current === null || words.current === null)
      return undefined;
    const place = { sheet: sheet.current, canvas: canvas.current, words: words.current };
    const drawing = draw(document, number, scale, place);
    drawing.done.catch(() => setProblem(!drawing.isEnded()));
    return drawing.end;
  }, [document, number, scale, isNear]);
  return (
    <div
      ref={sheet}
      className={classes['sheet']}
      style={{ width: size.width * scale, height: size.height * scale }}
    >
      <canvas
        ref={canvas}
        className={classes['drawing']}
        role="img"
        aria-label={problem ? `Page ${number} cannot be drawn` : `Page ${number}`}
        width={1}
        height={1}
      />
      <div ref={words} className={classes['layer']} data-selectable="" />
    </div>
  );
}

type Place = {
  readonly sheet: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly words: HTMLElement;
};

/** Draws one page, and lays its words over it; `end` stops it and gives its memory back. */
function draw(document: PDFDocumentProxy, number: number, scale: number, { sheet, canvas, words }: Place) {
  const ending = new AbortController();
  let cancel = () => {};
  const run = async () => {
    const page = await document.getPage(number);
    if (ending.signal.aborted) return;
    const shown = page.getViewport({ scale });
    const sharpness = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (shown.width * shown.height)));
    const viewport = page.getViewport({ scale: scale * sharpness });
    sheet.style.width = `${shown.width}px`;
    sheet.style.height = `${shown.height}px`;
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = page.render({ canvas, viewport });
    cancel = () => task.cancel();
    await task.promise;
    // A page whose words cannot be read is still one that can be looked at.
    await layPdfText(page, shown, words, ending.signal).catch(() => words.replaceChildren());
  };
  return {
    done: run(),
    isEnded: () => ending.signal.aborted,
    end() {
      ending.abort();
      cancel();
      words.replaceChildren();
      canvas.width = 1;
      canvas.height = 1;
    },
  };
}
