import { Copy, ExternalLink, Phone, Reply, SquareMousePointer } from 'lucide-react';
import type { RenderedTemplate } from '../../shared/domain/message-content.ts';
import { ClampedText } from './clamped-text.tsx';
import { TextWithGaps } from './text-with-gaps.tsx';
import classes from './message-body.module.css';

type TemplateBodyProps = {
  readonly rendered: RenderedTemplate;
  readonly onOpenLink?: ((url: string) => void) | undefined;
  readonly isTabStop?: boolean;
  /** In a preview: placeholders that nothing fills are shown as what is wrong. */
  readonly marksGaps?: boolean;
};

const ICONS = { reply: Reply, url: ExternalLink, phone: Phone, 'copy-code': Copy, other: SquareMousePointer };

/** A template as the person sees it, above its buttons: bold header, body with marks, grey footer. */
export function TemplateBody({ rendered, marksGaps = false, ...text }: TemplateBodyProps) {
  const { header, body, footer } = rendered;
  return (
    <>
      {header === undefined ? null : (
        <p className={`${classes['body']} ${classes['header']}`} data-selectable="" dir="auto">
          {marksGaps ? <TextWithGaps text={header} /> : header}
        </p>
      )}
      <ClampedText text={body} marksGaps={marksGaps} {...text} />
      {footer === undefined ? null : (
        <p className={classes['footer']} data-selectable="">
          {footer}
        </p>
      )}
    </>
  );
}

type TemplateButtonsProps = { readonly buttons: RenderedTemplate['buttons'] };

/** The buttons of a template, at the foot of its bubble. Here they only show what the person can tap. */
export function TemplateButtons({ buttons }: TemplateButtonsProps) {
  if (buttons.length === 0) return null;
  return (
    <ul className={classes['buttons']} aria-label="Buttons of the message">
      {buttons.map(({ kind, text }, index) => {
        const Icon = ICONS[kind];
        return (
          <li key={index}>
            <Icon size="0.875rem" aria-hidden />
            {text}
          </li>
        );
      })}
    </ul>
  );
}
