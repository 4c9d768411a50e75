import { useEffect, useState } from 'react';
import type { WordBlock, WordPicture, WordRun } from '../documents/read-word.ts';
import classes from './word-document.module.css';

/** The words and pictures of a Word document in their order: headings, lists and tables, without its layout. */
export function WordDocument({ blocks }: { readonly blocks: readonly WordBlock[] }) {
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: WordBlock }) {
  if (block.kind === 'table') {
    return (
      <table className={classes['table']}>
        <tbody>
          {block.rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>
                  <WordDocument blocks={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  const words = block.runs.map((run, index) => <Run key={index} run={run} />);
  if (block.heading === 1) return <h3 className={classes['first']}>{words}</h3>;
  if (block.heading === 2) return <h4 className={classes['second']}>{words}</h4>;
  if (block.heading === 3) return <h5 className={classes['second']}>{words}</h5>;
  return <p className={block.isListed ? classes['listed'] : classes['paragraph']}>{words}</p>;
}

function Run({ run }: { readonly run: WordRun }) {
  const { text, isBold, isItalic, picture } = run;
  if (picture !== undefined) return <Picture picture={picture} fallback={text} />;
  const inner = isItalic ? <em>{text}</em> : text;
  return isBold ? <strong>{inner}</strong> : inner;
}

type PictureProps = { readonly picture: WordPicture; readonly fallback: string };

/** A picture of the file, out of the window's own memory; words where it cannot be shown. */
function Picture({ picture, fallback }: PictureProps) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let own: string | undefined;
    let isGone = false;
    void picture
      .read()
      .then((blob) => {
        if (isGone || blob === undefined) return;
        own = URL.createObjectURL(blob);
        setUrl(own);
      })
      // Damaged, or not in the file: the words stand for it.
      .catch(() => undefined);
    return () => {
      isGone = true;
      if (own !== undefined) URL.revokeObjectURL(own);
    };
  }, [picture]);
  if (url === undefined) return fallback;
  return (
    <img
      className={classes['picture']}
      src={url}
      alt="In the document"
      draggable={false}
      onError={() => setUrl(undefined)}
    />
  );
}
