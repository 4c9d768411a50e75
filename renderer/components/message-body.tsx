import {
  Contact,
  CornerDownRight,
  FileText,
  Image,
  ListChecks,
  MapPin,
  Mic,
  Music,
  Pencil,
  ShoppingBag,
  Sticker,
  Video,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { type MessageContent, describeContent } from '../../shared/domain/message-content.ts';
import { formatTypedNumber, isEmojiOnly, nameFileKind } from '../words/content-words.ts';
import { withoutDirectionMarks } from '../../shared/domain/text-direction.ts';
import { joinParts } from '../words/person-words.ts';
import { ClampedText } from './clamped-text.tsx';
import { FormattedText } from './formatted-text.tsx';
import { TemplateBody } from './template-body.tsx';
import classes from './message-body.module.css';

type MessageBodyProps = {
  readonly content: MessageContent;
  readonly onOpenLink: (url: string) => void;
  readonly isTabStop: boolean;
  /** What to do about a file that cannot be opened here; said once in a chat, beside the last file. */
  readonly filesHint: string | undefined;
};

const ICON = { size: '1.125rem', 'aria-hidden': true } as const;

/** What a message carries. Every kind has an honest face: what cannot be shown yet is named, never hidden. */
export function MessageBody({ content, onOpenLink, isTabStop, filesHint }: MessageBodyProps) {
  const text = { onOpenLink, isTabStop };
  const file = { ...text, filesHint };
  switch (content.type) {
    case 'text':
      return isEmojiOnly(content.text) ? (
        <p className={classes['emoji']}>{content.text}</p>
      ) : (
        <ClampedText text={content.text} {...text} />
      );
    case 'template':
      return <TemplateBody rendered={content.rendered} {...text} />;
    case 'image':
      return <MediaBody icon={<Image {...ICON} />} name="Photo" media={content.media} {...file} />;
    case 'video':
      return <MediaBody icon={<Video {...ICON} />} name="Video" media={content.media} {...file} />;
    case 'audio':
      return content.isVoiceNote ? (
        <MediaBody icon={<Mic {...ICON} />} name="Voice message" media={content.media} {...file} />
      ) : (
        <MediaBody icon={<Music {...ICON} />} name="Audio" media={content.media} {...file} />
      );
    case 'document':
      return <MediaBody icon={<FileText {...ICON} />} name="Document" media={content.media} {...file} />;
    case 'sticker':
      return <MediaBody icon={<Sticker {...ICON} />} name="Sticker" media={content.media} {...file} />;
    case 'location':
      return (
        <FileLine
          icon={<MapPin {...ICON} />}
          name={content.name ?? 'Location'}
          kind={joinParts(content.address, `${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`)}
        />
      );
    case 'contacts':
      return content.contacts.map((contact, index) => (
        <FileLine
          key={index}
          icon={<Contact {...ICON} />}
          name={contact.name || 'Contact'}
          kind={
            joinParts(...contact.phones.map(formatTypedNumber), ...contact.emails) || 'No number or address'
          }
        />
      ));
    case 'button':
      return (
        <Tagged icon={<CornerDownRight size="0.8125rem" aria-hidden />} tag="Tapped a button">
          <ClampedText text={content.text} {...text} />
        </Tagged>
      );
    case 'choice':
      return (
        <Tagged icon={<ListChecks size="0.8125rem" aria-hidden />} tag="Chose from a list">
          <ClampedText text={content.title} {...text} />
          {content.description === undefined ? null : (
            <p className={classes['file-kind']} dir="auto">
              {content.description}
            </p>
          )}
        </Tagged>
      );
    case 'order':
      return <FileLine icon={<ShoppingBag {...ICON} />} name={describeContent(content)} kind="Order" />;
    case 'edit':
      return (
        <Tagged icon={<Pencil size="0.8125rem" aria-hidden />} tag="Edited an earlier message">
          <ClampedText text={content.text} {...text} />
        </Tagged>
      );
    case 'reaction':
    case 'system':
    case 'revoke':
      return <p className={classes['quiet']}>{describeContent(content)}</p>;
    case 'unsupported':
    case 'unknown':
      return (
        <p className={classes['quiet']}>
          {describeContent(content)}. Open it in WhatsApp on the phone to see it, or ask them to send it in
          another way.
        </p>
      );
  }
}

type Media = Extract<MessageContent, { type: 'image' }>['media'];

type MediaBodyProps = Omit<MessageBodyProps, 'content'> & {
  readonly icon: ReactNode;
  readonly name: string;
  readonly media: Media;
};

function MediaBody({ icon, name, media, onOpenLink, isTabStop, filesHint }: MediaBodyProps) {
  return (
    <>
      <FileLine
        icon={icon}
        name={media.fileName ?? name}
        kind={joinParts(
          media.fileName === undefined ? undefined : name,
          nameFileKind(media.mimeType, media.fileName),
        )}
      />
      {filesHint === undefined ? null : <p className={classes['limit']}>{filesHint}</p>}
      {media.caption === undefined ? null : (
        <div className={classes['caption']}>
          <div className={classes['body']}>
            <FormattedText text={media.caption} onOpenLink={onOpenLink} isTabStop={isTabStop} />
          </div>
        </div>
      )}
    </>
  );
}

type FileLineProps = { readonly icon: ReactNode; readonly name: string; readonly kind: string };

function FileLine({ icon, name, kind }: FileLineProps) {
  return (
    <div className={classes['file']}>
      <span className={classes['file-icon']}>{icon}</span>
      <div data-selectable="">
        <p className={classes['file-name']}>{withoutDirectionMarks(name)}</p>
        <p className={classes['file-kind']}>{kind}</p>
      </div>
    </div>
  );
}

type TaggedProps = { readonly icon: ReactNode; readonly tag: string; readonly children: ReactNode };

function Tagged({ icon, tag, children }: TaggedProps) {
  return (
    <>
      <p className={classes['tag']}>
        {icon}
        {tag}
      </p>
      {children}
    </>
  );
}
