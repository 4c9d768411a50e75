import { type LinkPiece, type TextPiece, parseTextMarks } from '../words/parse-text-marks.ts';
import { classNames } from './class-names.ts';
import { TextWithGaps } from './text-with-gaps.tsx';
import { Tip } from './tip.tsx';
import classes from './formatted-text.module.css';

type FormattedTextProps = {
  readonly text: string;
  /** Follows a link: outside the app, or a number to who has it. Without it links are plain text, as in a preview. */
  readonly onOpenLink?: ((url: string) => void) | undefined;
  /** Links take the focus only in the message that the keyboard is at. */
  readonly isTabStop?: boolean;
  /** In a preview: placeholders that nothing fills are shown as what is wrong. */
  readonly marksGaps?: boolean;
};

/** A message's text with WhatsApp's marks as WhatsApp shows them. */
export function FormattedText({ text, ...rest }: FormattedTextProps) {
  return (
    <span className={classes['text']} dir="auto">
      <Pieces pieces={parseTextMarks(text)} {...rest} />
    </span>
  );
}

type PiecesProps = Omit<FormattedTextProps, 'text'> & { readonly pieces: readonly TextPiece[] };

function Pieces({ pieces, ...rest }: PiecesProps) {
  return pieces.map((piece, index) => <Piece key={index} piece={piece} {...rest} />);
}

type PieceProps = Omit<FormattedTextProps, 'text'> & { readonly piece: TextPiece };

function Piece({ piece, ...rest }: PieceProps) {
  switch (piece.kind) {
    case 'text':
      return rest.marksGaps === true ? <TextWithGaps text={piece.text} /> : piece.text;
    case 'mono':
      return <code className={classes['mono']}>{piece.text}</code>;
    case 'code':
      return <code className={classNames(classes['mono'], classes['code'])}>{piece.text}</code>;
    case 'bold':
      return (
        <strong>
          <Pieces pieces={piece.pieces} {...rest} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.pieces} {...rest} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.pieces} {...rest} />
        </s>
      );
    case 'link':
    case 'email':
    case 'phone':
      return <Link piece={piece} {...rest} />;
  }
}

type LinkProps = Omit<FormattedTextProps, 'text'> & { readonly piece: LinkPiece };

/** A link says where it really leads before anybody follows it. */
function Link({ piece, onOpenLink, isTabStop = true }: LinkProps) {
  if (onOpenLink === undefined) return piece.text;
  return (
    <Tip content={explainLink(piece)} side="top">
      <a
        href={piece.url}
        // Nothing around it turns its letters.
        dir="ltr"
        className={classNames(classes['link'], piece.kind === 'phone' && classes['phone'])}
        tabIndex={isTabStop ? 0 : -1}
        // Main opens it in the browser; the window itself goes nowhere, whichever button was pressed.
        onClick={(event) => {
          event.preventDefault();
          onOpenLink(piece.url);
        }}
        onAuxClick={(event) => event.preventDefault()}
        draggable={false}
      >
        {piece.text}
      </a>
    </Tip>
  );
}

function explainLink({ kind, leadsTo }: LinkPiece): string {
  if (kind === 'email') return `Writes to ${leadsTo} in your mail program`;
  return kind === 'phone' ? `Finds who has ${leadsTo}` : `Opens ${leadsTo} in your browser`;
}
