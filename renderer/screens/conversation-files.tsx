import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { FormattedText } from '../components/formatted-text.tsx';
import { MediaBody } from '../components/media-body.tsx';
import { type Segment, Segments } from '../components/segments.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { EmptyNote, FailureNote } from '../components/state-note.tsx';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { ConversationDetails, MessageView } from '../../shared/ipc/views.ts';
import { useApp } from '../store/app-store.ts';
import { goToMessage } from '../store/chat/actions.ts';
import {
  chooseGalleryKind,
  openGallery,
  refreshGallery,
  showMoreOfGallery,
} from '../store/gallery/actions.ts';
import type { GalleryKind } from '../store/gallery/state.ts';
import { fileOnRecord } from '../store/media/filing-actions.ts';
import { fetchFile, openFile, saveFile, stopUpload, viewPicture } from '../store/media/actions.ts';
import { changeSpeed, seekSound } from '../store/player/actions.ts';
import { setOverlay } from '../store/navigation/actions.ts';
import { urlOfFile } from '../words/file-words.ts';
import { groupByDay } from '../words/group-by-day.ts';
import { formatClock, formatDay } from '../words/time-words.ts';
import { followLink } from './follow-link.ts';
import { playOrStop } from './play-or-stop.ts';
import { previewFile } from './preview-file.ts';
import classes from './conversation-files.module.css';

/** CVs come first: that is what is looked for. */
const KINDS: readonly Segment<GalleryKind>[] = [
  { value: 'documents', label: 'Documents' },
  { value: 'pictures', label: 'Pictures and videos' },
  { value: 'voice', label: 'Voice' },
  { value: 'links', label: 'Links' },
];
const NOTHING: Readonly<Record<GalleryKind, string>> = {
  documents: 'No documents yet',
  pictures: 'No pictures or videos yet',
  voice: 'No voice messages yet',
  links: 'No links yet',
};

type ConversationFilesProps = { readonly details: ConversationDetails };

/** Everything besides words that was sent in a conversation, whoever sent it. */
export function ConversationFiles({ details }: ConversationFilesProps) {
  const isOpen = useApp((state) => state.navigation.overlay === 'files');
  const kind = useApp((state) => state.gallery.kind);
  return (
    <Sheet
      title={`Files, pictures and links with ${details.personName}`}
      isOpen={isOpen}
      onClose={() => setOverlay(undefined)}
      isWide
    >
      <Segments label="What to show" value={kind} segments={KINDS} onChoose={chooseGalleryKind}>
        <div className={classes['list']} tabIndex={-1}>
          <Found details={details} />
        </div>
      </Segments>
    </Sheet>
  );
}

/** What is found; asked again when the chat changes, because a file may have arrived. */
function Found({ details }: ConversationFilesProps) {
  const { id } = details;
  useEffect(() => openGallery(id), [id]);
  const messages = useApp((state) => state.chat.messages);
  useEffect(() => {
    if (messages.length > 0) void refreshGallery();
  }, [messages]);
  const now = useApp((state) => state.now);
  const { found, hasMore, failure, kind } = useApp((state) => state.gallery);
  if (failure !== undefined) {
    return (
      <FailureNote title="They could not be listed" text={failure} onRetry={() => void refreshGallery()} />
    );
  }
  if (found === undefined) return <Skeleton label="Looking" />;
  if (found.length === 0) {
    return <EmptyNote title={NOTHING[kind]}>What you send and receive appears here.</EmptyNote>;
  }
  return (
    <>
      {groupByDay(found).map(({ day, items }) => (
        <section key={day}>
          <h3 className={classes['day']}>{formatDay(day, now)}</h3>
          <ul className={kind === 'pictures' ? classes['pictures'] : undefined}>
            {items.map((message) => (
              <FileItem key={message.id} message={message} personName={details.personName} />
            ))}
          </ul>
        </section>
      ))}
      {hasMore ? <Button onClick={showMoreOfGallery}>Show more</Button> : null}
    </>
  );
}

type FileItemProps = { readonly message: MessageView; readonly personName: string };

function FileItem({ message, personName }: FileItemProps) {
  const { id, content, file } = message;
  const progress = useApp((state) => state.media.progress[id]);
  const heard = useApp(({ player }) => (player.sound?.messageId === id ? player : undefined));
  const speed = useApp(({ player }) => player.speed);
  const media = findMediaContent(content);
  const leave = () => setOverlay(undefined);
  const show = async () => {
    leave();
    await goToMessage(id);
  };
  return (
    <li className={classes['item']}>
      {media === undefined || file === undefined ? (
        <p className={classes['text']} data-selectable="">
          <FormattedText
            text={content.type === 'text' ? content.text : ''}
            onOpenLink={followLink}
            isTabStop
          />
        </p>
      ) : (
        <MediaBody
          content={media}
          file={file}
          fileUrl={urlOfFile(id)}
          progress={progress}
          heard={heard}
          speed={speed}
          onToggleSound={(at) => playOrStop(message, personName, at)}
          onSeekSound={seekSound}
          onChangeSpeed={changeSpeed}
          personName={message.isInbound ? personName : undefined}
          isTabStop
          onOpenLink={followLink}
          onViewFile={() => void show().then(() => viewPicture(id))}
          onPreviewFile={() => {
            leave();
            previewFile(message);
          }}
          onOpenFile={() => void openFile(id)}
          onSaveFile={() => void saveFile(id)}
          onFetchFile={() => void fetchFile(id)}
          onFileFile={() => {
            leave();
            void fileOnRecord(id);
          }}
          onStopUpload={() => void stopUpload(id)}
        />
      )}
      <p className={classes['from']}>
        {message.isInbound ? personName : (message.sentBy?.displayName ?? 'Your agency')},{' '}
        {formatClock(message.at)} ·{' '}
        <Button tone="link" onClick={() => void show()}>
          Show in the chat
        </Button>
      </p>
    </li>
  );
}
