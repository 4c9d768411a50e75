import { ExternalLink, FileX2, FolderInput, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote } from '../components/state-note.tsx';
import { WordDocument } from '../components/word-document.tsx';
import { type OpenPdf, openPdf } from '../documents/open-pdf.ts';
import { UnreadableDocument, readFile, readText } from '../documents/read-file.ts';
import { type WordBlock, readWord } from '../documents/read-word.ts';
import { fileOnRecord } from '../store/media/filing-actions.ts';
import { closePreview, openFile, saveFile } from '../store/media/actions.ts';
import type { Preview } from '../store/media/state.ts';
import { PdfPages } from './pdf-pages.tsx';
import classes from './file-preview.module.css';

type Shown =
  | { readonly kind: 'pdf'; readonly pdf: OpenPdf }
  | { readonly kind: 'word'; readonly blocks: readonly WordBlock[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** What is scrolled has to be reached, so that the arrows scroll it. */
const SCROLLABLE = { tabIndex: 0 } as const;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** A document beside its chat. What cannot be shown says so, and is opened elsewhere or saved. */
export function FilePreview({ preview }: { readonly preview: Preview }) {
  const shown = useDocument(preview);
  const [zoomAt, setZoomAt] = useState(2);
  const [page, setPage] = useState(1);
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => closing.current?.focus(), []);
  const name = withoutDirectionMarks(preview.fileName);
  const step = (by: number) => setZoomAt((at) => Math.max(0, Math.min(ZOOMS.length - 1, at + by)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closePreview();
    else if (event.key === '+' || event.key === '=') step(1);
    else if (event.key === '-') step(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const keys = { onKeyDown };
  const isPdf = shown?.kind === 'pdf';
  return (
    <section className={classes['pane']} aria-label={`Preview of ${name}`} {...keys}>
      <header className={classes['head']}>
        <h2 className={classes['title']}>{name}</h2>
        {isPdf ? (
          <>
            <span className={classes['place']} role="status">
              Page {page} of {shown.pdf.document.numPages}
            </span>
            <IconButton label="Smaller" isSmall disabled={zoomAt === 0} onClick={() => step(-1)}>
              <ZoomOut size="1rem" aria-hidden />
            </IconButton>
            <IconButton label="Larger" isSmall disabled={zoomAt === ZOOMS.length - 1} onClick={() => step(1)}>
              <ZoomIn size="1rem" aria-hidden />
            </IconButton>
          </>
        ) : null}
        <IconButton label="File on the record" isSmall onClick={() => void fileOnRecord(preview.messageId)}>
          <FolderInput size="1rem" aria-hidden />
        </IconButton>
        <IconButton label="Open in another program" isSmall onClick={() => void openFile(preview.messageId)}>
          <ExternalLink size="1rem" aria-hidden />
        </IconButton>
        <IconButton label="Save as…" isSmall onClick={() => void saveFile(preview.messageId)}>
          <Download size="1rem" aria-hidden />
        </IconButton>
        <IconButton ref={closing} label="Close the preview" isSmall onClick={closePreview}>
          <X size="1rem" aria-hidden />
        </IconButton>
      </header>
      <Contents shown={shown} zoom={ZOOMS[zoomAt] ?? 1} onPage={setPage} />
    </section>
  );
}

type ContentsProps = {
  readonly shown: Shown | undefined;
  readonly zoom: number;
  readonly onPage: (page: number) => void;
};

function Contents({ shown, zoom, onPage }: ContentsProps): ReactNode {
  switch (shown?.kind) {
    case undefined:
      return <Skeleton label="Opening the file" />;
    case 'pdf':
      return <PdfPages document={shown.pdf.document} zoom={zoom} onPage={onPage} />;
    case 'word':
      return (
        <div className={classes['words']} data-selectable="" role="group" aria-label="Text" {...SCROLLABLE}>
          <WordDocument blocks={shown.blocks} />
        </div>
      );
    case 'text':
      return (
        <div className={classes['words']} data-selectable="" role="group" aria-label="Text" {...SCROLLABLE}>
          <pre className={classes['text']}>{shown.text}</pre>
        </div>
      );
    case 'unreadable':
      return (
        <EmptyNote icon={<FileX2 size="1.375rem" aria-hidden />} title="This file cannot be shown here">
          {shown.problem}
        </EmptyNote>
      );
  }
}

/** What there is to show; undefined while it is read. What was opened is closed again. */
function useDocument({ messageId, kind }: Preview): Shown | undefined {
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  useEffect(() => {
    const ending = new AbortController();
    let opened: Shown | undefined;
    const close = () => (opened?.kind === 'pdf' ? opened.pdf.close() : undefined);
    read({ messageId, kind }, ending.signal)
      .catch((error: unknown): Shown => ({ kind: 'unreadable', problem: explain(error) }))
      .then((found) => {
        opened = found;
        if (ending.signal.aborted) close();
        else setShown(found);
      })
      .catch(() => undefined);
    return () => {
      ending.abort();
      close();
    };
  }, [messageId, kind]);
  return shown;
}

async function read(
  { messageId, kind }: Pick<Preview, 'messageId' | 'kind'>,
  signal: AbortSignal,
): Promise<Shown> {
  const bytes = await readFile(messageId, signal);
  if (kind === 'pdf') return { kind, pdf: await openPdf(bytes) };
  return kind === 'word' ? { kind, blocks: await readWord(bytes) } : { kind, text: readText(bytes) };
}

function explain(error: unknown): string {
  return error instanceof UnreadableDocument ? error.message : 'It could not be read. Open it or save it.';
}
