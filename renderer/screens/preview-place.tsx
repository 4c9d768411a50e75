import { Suspense, lazy } from 'react';
import { Skeleton } from '../components/skeleton.tsx';
import { type AppState, useApp } from '../store/app-store.ts';
import type { Preview } from '../store/media/state.ts';
import { selectPane } from '../store/navigation/selectors.ts';

/** Read when the first document is opened. */
const FilePreview = lazy(async () => ({ default: (await import('./file-preview.tsx')).FilePreview }));

/** The document beside the open chat; that of another chat is not shown. */
export function selectPreview(state: AppState): Preview | undefined {
  const { preview } = state.media;
  const pane = selectPane(state);
  return pane.kind === 'chat' && pane.conversationId === preview?.conversationId ? preview : undefined;
}

export function PreviewPlace() {
  const preview = useApp(selectPreview);
  if (preview === undefined) return null;
  return (
    <Suspense fallback={<Skeleton label="Opening the file" />}>
      <FilePreview key={preview.messageId} preview={preview} />
    </Suspense>
  );
}
