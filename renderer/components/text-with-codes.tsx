import { splitReply } from '../../shared/domain/canned-reply.ts';
import classes from './text-with-codes.module.css';

/** A canned reply with its merge codes as chips. */
export function TextWithCodes({ text }: { readonly text: string }) {
  return splitReply(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <span key={index} className={classes['chip']}>
        {part.label}
      </span>
    ),
  );
}
