import { Contact, CornerDownRight, ListChecks, MapPin, Pencil, ShoppingBag } from 'lucide-react';
import type { ReactNode } from 'react';
import { isEmojiOnly } from '../../shared/domain/emoji.ts';
import { type MessageContent, describeContent } from '../../shared/domain/message-content.ts';
import { formatTypedNumber, mapUrl } from '../words/content-words.ts';
import { joinParts } from '../words/person-words.ts';
import { ClampedText } from './clamped-text.tsx';
import { Button } from './button.tsx';
import { FileLine } from './file-line.tsx';
import { FormattedText } from './formatted-text.tsx';
import { TemplateBody } from './template-body.tsx';
import classes from './message-body.module.css';

type MediaContent = Extract<MessageContent, { readonly media: unknown }>;

type MessageBodyProps = {
  readonly content: Exclude<MessageContent, MediaContent>;
  readonly onOpenLink: (url: string) => void;
  readonly isTabStop: boolean;
};

const ICON = { size: '1.125rem', 'aria-hidden': true } as const;

/** What a message without a file carries. Every kind has an honest face: what cannot be shown yet is named, never hidden. */
export function MessageBody({ content, onOpenLink, isTabStop }: MessageBodyProps) {
  const text = { onOpenLink, isTabStop };
  switch (content.type) {
    case 'text':
      return isEmojiOnly(content.text) ? (
        <p className={classes['emoji']}>{content.text}</p>
      ) : (
        <ClampedText text={content.text} {...text} />
      );
    case 'template':
      return <TemplateBody rendered={content.rendered} {...text} />;
    case 'location':
      return (
        <>
          <FileLine
            icon={<MapPin {...ICON} />}
            name={content.name ?? 'Location'}
            kind={joinParts(
              content.address,
              `${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`,
            )}
          />
          <Button tone="link" tabIndex={isTabStop ? 0 : -1} onClick={() => onOpenLink(mapUrl(content))}>
            Show on a map
          </Button>
        </>
      );
    case 'contacts':
      return content.contacts.map(({ name, phones, emails }, index) => {
        const ways = joinParts(...phones.map(formatTypedNumber), ...emails);
        return (
          <FileLine
            key={index}
            icon={<Contact {...ICON} />}
            name={name || 'Contact'}
            kind={ways === '' ? 'No number or address' : <FormattedText text={ways} {...text} />}
          />
        );
      });
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
