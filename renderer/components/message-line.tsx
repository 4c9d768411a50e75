import { ContextMenu } from '@base-ui/react/context-menu';
import { Copy, FolderInput, Reply, SmilePlus } from 'lucide-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import { mayOpen } from '../../shared/domain/media-types.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import { canBeFiled, isPicture } from '../words/file-words.ts';
import { formatClock, formatFullTime } from '../words/time-words.ts';
import { type TranscriptLine, describeMessage } from '../words/transcript-lines.ts';
import { takesReaction } from '../words/reaction-words.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { FailureWords, LapsedWords, UnconfirmedWords } from './failure-words.tsx';
import { IconButton } from './icon-button.tsx';
import { type FileActions, MediaBody, type MediaBodyProps } from './media-body.tsx';
import { MessageBody } from './message-body.tsx';
import { Reactions } from './reactions.tsx';
import { TemplateButtons } from './template-body.tsx';
import { Tick } from './tick.tsx';
import { Tip } from './tip.tsx';
import classes from './bubble.module.css';
import popup from './popup.module.css';

type MessageLineActions = FileActions & {
  readonly onReply: () => void;
  /** Opens the choice of a reaction. */
  readonly onChooseReaction: () => void;
  /** Without an emoji it is taken back. */
  readonly onReact: (emoji: string | undefined) => void;
  readonly onCopy: () => void;
  readonly onCopyPart: (part: string, what: string) => void;
  readonly onCopyPicture: () => void;
  readonly onInfo: () => void;
  readonly onRetry: () => void;
  readonly onCheck: () => void;
  readonly onSendAgain: () => void;
  /** Of a message whose 24 hours ended before it could go out. */
  readonly onChooseTemplate: () => void;
  readonly onDiscard: () => void;
  readonly onGoToQuoted: () => void;
  readonly onOpenLink: (url: string) => void;
};

type MessageLineProps = MessageLineActions &
  Pick<TranscriptLine, 'message' | 'startsGroup' | 'endsGroup'> & {
    readonly personName: string;
    readonly fileUrl: string;
    /** Of a file that is being fetched. */
    readonly progress: MediaBodyProps['progress'];
    readonly heard: MediaBodyProps['heard'];
    readonly speed: number;
    readonly canReply: boolean;
    /** Whether this is the one message of the transcript that Tab reaches. */
    readonly isTabStop: boolean;
    readonly isFlashing: boolean;
  };

/** One message of a chat: bubble, who sent it, ticks, quote, reactions, and why it failed. */
export function MessageLine(props: MessageLineProps) {
  const { message, startsGroup, endsGroup, personName, isTabStop, isFlashing } = props;
  const tabIndex = isTabStop ? 0 : -1;
  const [link, setLink] = useState<string>();
  const noteLink = ({ target }: MouseEvent) => setLink(findLink(target));
  if (message.content.type === 'system') {
    return (
      <article
        className={classes['line']}
        tabIndex={tabIndex}
        data-message-id={message.id}
        aria-label={message.content.text}
      >
        <p className={classes['system']}>{message.content.text}</p>
      </article>
    );
  }
  const status = message.isInbound ? undefined : message.status;
  return (
    <article
      className={classNames(
        classes['line'],
        !message.isInbound && classes['own'],
        startsGroup && classes['first'],
        endsGroup && classes['last'],
        status === 'failed' && classes['failed'],
        status === 'unconfirmed' && classes['unconfirmed'],
        isFlashing && classes['flash'],
      )}
      tabIndex={tabIndex}
      data-message-id={message.id}
      aria-label={describeMessage(message, personName)}
    >
      {startsGroup && message.sentBy !== undefined ? (
        <p className={classes['sender']}>{message.sentBy.displayName}</p>
      ) : null}
      <ContextMenu.Root>
        <ContextMenu.Trigger className={classes['holder']} onContextMenu={noteLink}>
          <Bubble {...props} />
          <Actions {...props} />
        </ContextMenu.Trigger>
        <BubbleMenu {...props} link={link} />
      </ContextMenu.Root>
      <Reactions
        reactions={message.reactions}
        personName={personName}
        tabIndex={tabIndex}
        onTakeBack={props.canReply ? () => props.onReact(undefined) : undefined}
      />
      {status === 'failed' && message.failure !== undefined ? (
        <FailureWords
          failure={message.failure}
          onRetry={props.onRetry}
          onCopy={props.onCopy}
          tabIndex={tabIndex}
        />
      ) : null}
      {message.lapsedAt === undefined ? null : (
        <LapsedWords
          hasText={message.content.type === 'text'}
          onChooseTemplate={props.onChooseTemplate}
          onDiscard={props.onDiscard}
          tabIndex={tabIndex}
        />
      )}
      {status === 'unconfirmed' ? (
        <UnconfirmedWords onCheck={props.onCheck} onSendAgain={props.onSendAgain} tabIndex={tabIndex} />
      ) : null}
    </article>
  );
}

function Bubble(props: MessageLineProps) {
  const { message, isTabStop, onGoToQuoted, onOpenLink } = props;
  const { quoted, file, content } = message;
  const media = findMediaContent(content);
  const said = (
    <>
      {media === undefined || file === undefined ? null : (
        <div className={content.type === 'template' ? classes['header-file'] : undefined}>
          <MediaBody
            {...props}
            content={media}
            file={file}
            personName={message.isInbound ? props.personName : undefined}
          />
        </div>
      )}
      {content.type !== 'template' && 'media' in content ? null : (
        <MessageBody content={content} onOpenLink={onOpenLink} isTabStop={isTabStop} />
      )}
    </>
  );
  return (
    <div className={classes['bubble']}>
      {quoted === undefined ? null : (
        <button
          type="button"
          className={classes['quote']}
          tabIndex={isTabStop ? 0 : -1}
          disabled={quoted.messageId === undefined}
          onClick={onGoToQuoted}
        >
          <span data-visually-hidden="">In reply to </span>
          <span className={classes['quote-author']}>
            <bdi>{quoted.author}</bdi>
          </span>
          <span className={classes['quote-text']}>
            <bdi>{quoted.text}</bdi>
          </span>
        </button>
      )}
      {message.deletedAt === undefined ? said : <Deleted>{said}</Deleted>}
      <div className={classes['meta']}>
        {message.content.type === 'template' ? (
          <span className={classes['template-tag']}>Template</span>
        ) : null}
        {message.retryOfMessageId === undefined ? null : <span>Sent again</span>}
        {message.earlier === undefined ? null : (
          <button
            type="button"
            className={classes['edited']}
            tabIndex={isTabStop ? 0 : -1}
            onClick={props.onInfo}
          >
            Edited
          </button>
        )}
        <Tip content={formatFullTime(message.at)} side="top">
          <time dateTime={new Date(message.at).toISOString()}>{formatClock(message.at)}</time>
        </Tip>
        {message.isInbound || message.status === undefined ? null : (
          <Tick
            status={message.status}
            times={message.statusTimes}
            hasLapsed={message.lapsedAt !== undefined}
          />
        )}
      </div>
      {message.content.type === 'template' ? (
        <TemplateButtons buttons={message.content.rendered.buttons} />
      ) : null}
    </div>
  );
}

/** Its author took it back on WhatsApp. The agency's history keeps it, one press away. */
function Deleted({ children }: { readonly children: ReactNode }) {
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <p className={classes['deleted']}>Deleted by the sender</p>
      {isShown ? (
        children
      ) : (
        <Button tone="link" onClick={() => setIsShown(true)}>
          Show what it said
        </Button>
      )}
    </>
  );
}

function Actions(props: MessageLineProps) {
  const { message, canReply, isTabStop, onReply, onCopy, onFileFile } = props;
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <div className={classes['actions']}>
      {canReply && takesReaction(message) ? (
        <IconButton label="React" isSmall tabIndex={tabIndex} data-react="" onClick={props.onChooseReaction}>
          <SmilePlus size="0.9375rem" aria-hidden />
        </IconButton>
      ) : null}
      {canReply ? (
        <IconButton label="Reply" isSmall tabIndex={tabIndex} onClick={onReply}>
          <Reply size="0.9375rem" aria-hidden />
        </IconButton>
      ) : null}
      {canBeFiled(message.file) ? (
        <IconButton label="File on the record" isSmall tabIndex={tabIndex} onClick={onFileFile}>
          <FolderInput size="0.9375rem" aria-hidden />
        </IconButton>
      ) : null}
      <IconButton label="Copy" isSmall tabIndex={tabIndex} onClick={onCopy}>
        <Copy size="0.875rem" aria-hidden />
      </IconButton>
    </div>
  );
}

/** Where the menu was asked for on a link: its address. */
function findLink(target: EventTarget): string | undefined {
  const anchor = target instanceof Element ? target.closest('a[href]') : null;
  return anchor?.getAttribute('href') ?? undefined;
}

/** What the menu calls a link, and what of it is copied. */
function describeLink(url: string): { readonly what: string; readonly part: string } {
  if (url.startsWith('mailto:')) return { what: 'Address', part: url.slice('mailto:'.length) };
  if (url.startsWith('tel:')) return { what: 'Number', part: url.slice('tel:'.length) };
  return { what: 'Link', part: url };
}

function BubbleMenu({ link, ...props }: MessageLineProps & { readonly link: string | undefined }) {
  const { message, canReply, onReply, onCopy, onRetry } = props;
  const copied = link === undefined ? undefined : describeLink(link);
  const isHere = message.file?.state === 'here';
  const fileName = message.file?.fileName;
  return (
    <ContextMenu.Portal>
      <ContextMenu.Positioner className={popup['positioner']}>
        <ContextMenu.Popup className={popup['popup']} aria-label="Message">
          {canReply ? (
            <ContextMenu.Item className={popup['item']} onClick={onReply}>
              Reply
            </ContextMenu.Item>
          ) : null}
          {canReply && takesReaction(message) ? (
            <ContextMenu.Item className={popup['item']} onClick={props.onChooseReaction}>
              React…
            </ContextMenu.Item>
          ) : null}
          <ContextMenu.Item className={popup['item']} onClick={onCopy}>
            Copy text
          </ContextMenu.Item>
          {copied === undefined ? null : (
            <ContextMenu.Item
              className={popup['item']}
              onClick={() => props.onCopyPart(copied.part, copied.what)}
            >
              Copy the {copied.what.toLowerCase()}
            </ContextMenu.Item>
          )}
          {isHere && isPicture(message) ? (
            <ContextMenu.Item className={popup['item']} onClick={props.onCopyPicture}>
              Copy the picture
            </ContextMenu.Item>
          ) : null}
          {fileName === undefined ? null : (
            <ContextMenu.Item
              className={popup['item']}
              onClick={() => props.onCopyPart(withoutDirectionMarks(fileName), 'File name')}
            >
              Copy the file’s name
            </ContextMenu.Item>
          )}
          <ContextMenu.Item className={popup['item']} onClick={props.onInfo}>
            Info
          </ContextMenu.Item>
          {isHere && mayOpen(message.file?.fileName ?? '') ? (
            <ContextMenu.Item className={popup['item']} onClick={props.onOpenFile}>
              Open the file
            </ContextMenu.Item>
          ) : null}
          {isHere ? (
            <ContextMenu.Item className={popup['item']} onClick={props.onSaveFile}>
              Save the file as…
            </ContextMenu.Item>
          ) : null}
          {canBeFiled(message.file) ? (
            <ContextMenu.Item className={popup['item']} onClick={props.onFileFile}>
              File on the record<span className={popup['hint']}>F</span>
            </ContextMenu.Item>
          ) : null}
          {message.failure?.canRetry === true ? (
            <ContextMenu.Item className={popup['item']} onClick={onRetry}>
              Retry
            </ContextMenu.Item>
          ) : null}
        </ContextMenu.Popup>
      </ContextMenu.Positioner>
    </ContextMenu.Portal>
  );
}
