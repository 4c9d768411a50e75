import { Check, FileText, Image, Mic, Music, Sticker, Video } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { MediaKind } from '../../shared/domain/media-file-name.ts';
import { findShownAs, mayOpen } from '../../shared/domain/media-types.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import type { FileView } from '../../shared/ipc/views.ts';
import { findPreviewKind } from '../documents/preview-kind.ts';
import { nameFileKind } from '../words/content-words.ts';
import {
  canBeFiled,
  describeAbsence,
  describeUpload,
  formatBytes,
  nameFetchAction,
  percentOf,
} from '../words/file-words.ts';
import { joinParts } from '../words/person-words.ts';
import { AudioPlayer, type Heard, type SoundActions } from './audio-player.tsx';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { FileLine } from './file-line.tsx';
import { FormattedText } from './formatted-text.tsx';
import body from './message-body.module.css';
import classes from './media-body.module.css';

type MediaContent = Extract<MessageContent, { readonly media: unknown }>;

export type FileActions = SoundActions & {
  /** Shows a picture large. */
  readonly onViewFile: () => void;
  readonly onOpenFile: () => void;
  /** Shows a document beside the chat. */
  readonly onPreviewFile: () => void;
  readonly onSaveFile: () => void;
  readonly onFetchFile: () => void;
  /** Puts it on the record of the person. */
  readonly onFileFile: () => void;
  /** Does not send a file that is being uploaded. */
  readonly onStopUpload: () => void;
};

export type MediaBodyProps = FileActions & {
  readonly content: MediaContent;
  readonly file: FileView;
  /** Where main hands the file out. */
  readonly fileUrl: string;
  readonly progress: { readonly received: number; readonly total: number | undefined } | undefined;
  /** Of a sound that is in the player. */
  readonly heard: Heard | undefined;
  /** At which sounds are played. */
  readonly speed: number;
  /** Who can be asked for it again; undefined for what the agency has sent. */
  readonly personName: string | undefined;
  readonly onOpenLink: (url: string) => void;
  readonly isTabStop: boolean;
};

const ICON = { size: '1.125rem', 'aria-hidden': true } as const;

const KINDS: Readonly<Record<MediaKind, { readonly name: string; readonly icon: ReactNode }>> = {
  image: { name: 'Photo', icon: <Image {...ICON} /> },
  video: { name: 'Video', icon: <Video {...ICON} /> },
  audio: { name: 'Audio', icon: <Music {...ICON} /> },
  document: { name: 'Document', icon: <FileText {...ICON} /> },
  sticker: { name: 'Sticker', icon: <Sticker {...ICON} /> },
};
const VOICE = { name: 'Voice message', icon: <Mic {...ICON} /> };

/** A file in a bubble. What has a picture has its room from the beginning, so that nothing jumps when it arrives. */
export function MediaBody(props: MediaBodyProps) {
  const { content, onOpenLink, isTabStop } = props;
  const { caption } = content.media;
  return (
    <>
      <Shown {...props} />
      {props.file.isUploading === true ? <Uploading {...props} /> : null}
      {caption === undefined ? null : (
        <div className={body['caption']}>
          <div className={body['body']} data-selectable="">
            <FormattedText text={caption} onOpenLink={onOpenLink} isTabStop={isTabStop} />
          </div>
        </div>
      )}
    </>
  );
}

/** What a message of this type shows itself as, if its file is of a type that can be shown so. */
function decideFace({ type, media }: MediaContent): 'picture' | 'sticker' | 'video' | 'audio' | 'line' {
  const shownAs = findShownAs(media.mimeType);
  if (type === 'sticker' && shownAs === 'image') return 'sticker';
  if (type === 'image' && shownAs === 'image') return 'picture';
  if (type === 'video' && shownAs === 'video') return 'video';
  return type === 'audio' && shownAs === 'audio' ? 'audio' : 'line';
}

function Shown(props: MediaBodyProps) {
  const { content, file, fileUrl, isTabStop, onViewFile } = props;
  const [isBroken, setIsBroken] = useState(false);
  const face = isBroken ? 'line' : decideFace(content);
  const onBroken = () => setIsBroken(true);
  const tabIndex = isTabStop ? 0 : -1;
  const { name } = kindOf(content);
  if (face === 'line') return <NamedFile {...props} isBroken={isBroken} />;
  if (face === 'audio') {
    if (file.state !== 'here') return <NamedFile {...props} isBroken={false} />;
    return (
      <AudioPlayer
        name={name.toLowerCase()}
        url={fileUrl}
        heard={props.heard}
        speed={props.speed}
        tabIndex={tabIndex}
        onToggleSound={props.onToggleSound}
        onSeekSound={props.onSeekSound}
        onChangeSpeed={props.onChangeSpeed}
        onBroken={onBroken}
      />
    );
  }
  if (file.state !== 'here') {
    return (
      <div className={classNames(classes['frame'], classes[face], classes['empty'])}>
        <Absence {...props} />
      </div>
    );
  }
  if (face === 'video') {
    return (
      <video
        className={classNames(classes['frame'], classes['video'])}
        src={fileUrl}
        controls
        controlsList="nodownload noremoteplayback"
        disablePictureInPicture
        preload="metadata"
        tabIndex={tabIndex}
        aria-label={name}
        onError={onBroken}
      >
        {/* Nobody sends captions with a video. */}
        <track kind="captions" />
      </video>
    );
  }
  return (
    <button
      type="button"
      className={classNames(classes['frame'], classes[face], classes['button'])}
      tabIndex={tabIndex}
      aria-label={`Show the ${name.toLowerCase()}`}
      onClick={onViewFile}
    >
      <img src={fileUrl} alt="" draggable={false} onError={onBroken} />
    </button>
  );
}

function kindOf(content: MediaContent) {
  return content.type === 'audio' && content.isVoiceNote ? VOICE : KINDS[content.type];
}

/** A file that is not shown, with its real name and what can be done with it. */
function NamedFile(props: MediaBodyProps & { readonly isBroken: boolean }) {
  const { content, file, isTabStop, isBroken } = props;
  const { media } = content;
  const { name, icon } = kindOf(content);
  const tabIndex = isTabStop ? 0 : -1;
  const title = media.fileName === undefined ? name : withoutDirectionMarks(file.fileName);
  return (
    <>
      <FileLine
        icon={icon}
        name={title}
        kind={joinParts(
          media.fileName === undefined ? undefined : name,
          nameFileKind(media.mimeType, media.fileName),
          file.size === undefined ? undefined : formatBytes(file.size),
        )}
      />
      {isBroken ? <p className={body['limit']}>This file cannot be shown here.</p> : null}
      {file.state === 'here' ? (
        <div className={classes['actions']}>
          {findPreviewKind(file.fileName, media.mimeType) === undefined ? null : (
            <Button
              tone="link"
              tabIndex={tabIndex}
              aria-label={`Preview ${title}`}
              onClick={props.onPreviewFile}
            >
              Preview
            </Button>
          )}
          <FileButton {...props} title={title} />
          {mayOpen(file.fileName) ? (
            <Button tone="link" tabIndex={tabIndex} aria-label={`Open ${title}`} onClick={props.onOpenFile}>
              Open
            </Button>
          ) : null}
          <Button tone="link" tabIndex={tabIndex} aria-label={`Save ${title}`} onClick={props.onSaveFile}>
            Save
          </Button>
        </div>
      ) : (
        <>
          <Absence {...props} />
          {canBeFiled(file) ? (
            <div className={classes['actions']}>
              <FileButton {...props} title={title} />
            </div>
          ) : null}
        </>
      )}
    </>
  );
}

function FileButton({
  file,
  isTabStop,
  title,
  onFileFile,
}: Pick<MediaBodyProps, 'file' | 'isTabStop' | 'onFileFile'> & { readonly title: string }) {
  const isFiled = file.filedOn !== undefined;
  return (
    <Button
      tone="link"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${isFiled ? 'On the record' : 'File on record'}: ${title}`}
      onClick={onFileFile}
    >
      {isFiled ? (
        <>
          <Check size="0.8125rem" aria-hidden /> On the record
        </>
      ) : (
        'File on record'
      )}
    </Button>
  );
}

/** How much of a file has gone out, and the way to stop it. */
function Uploading({ file, progress, isTabStop, onStopUpload }: MediaBodyProps) {
  const isMoving = progress !== undefined && file.problem === undefined;
  const percent = isMoving ? percentOf(progress) : undefined;
  return (
    <div className={classes['absence']}>
      <p className={classes['reason']}>{describeUpload(file, percent)}</p>
      {percent === undefined ? null : (
        <progress className={classes['progress']} max={100} value={percent} aria-label="Uploaded" />
      )}
      <Button tone="link" tabIndex={isTabStop ? 0 : -1} onClick={onStopUpload}>
        Do not send
      </Button>
    </div>
  );
}

/** Why the file is not here, how far it is, and what can be done. */
function Absence({ file, progress, personName, isTabStop, onFetchFile }: MediaBodyProps) {
  const action = nameFetchAction(file);
  const percent =
    file.state === 'waiting' && file.problem === undefined && progress !== undefined
      ? percentOf(progress)
      : undefined;
  return (
    <div className={classes['absence']}>
      <p className={classes['reason']}>{describeAbsence(file, progress, personName)}</p>
      {percent === undefined ? null : (
        <progress className={classes['progress']} max={100} value={percent} aria-label="Fetched" />
      )}
      {action === undefined ? null : (
        <Button tone="link" tabIndex={isTabStop ? 0 : -1} onClick={onFetchFile}>
          {action}
          {file.state === 'away' && file.size !== undefined ? ` (${formatBytes(file.size)})` : ''}
        </Button>
      )}
    </div>
  );
}
