import type { WordBlock, WordRun } from '../documents/read-word.ts';
import classes from './word-document.module.css';

/** The words of a Word document in their order: headings, lists and tables, without its layout. */
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
  const { text, isBold, isItalic } = run;
  const inner = isItalic ? <em>{text}</em> : text;
  return isBold ? <strong>{inner}</strong> : inner;
}
