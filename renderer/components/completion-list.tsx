import { classNames } from './class-names.ts';
import classes from './completion-list.module.css';

export type CompletionOption = {
  readonly key: string;
  /** A picture or a short name. */
  readonly lead: string;
  readonly title: string;
  /** What will be inserted, where the title does not say it. */
  readonly detail?: string;
  readonly choose: () => void;
};

type CompletionListProps = {
  readonly id: string;
  readonly label: string;
  readonly options: readonly CompletionOption[];
  readonly activeIndex: number;
};

/** What the word at the caret could become. The focus stays in the box, which names the chosen one. */
export function CompletionList({ id, label, options, activeIndex }: CompletionListProps) {
  return (
    <div id={id} role="listbox" aria-label={label} className={classes['list']}>
      {options.map((option, index) => (
        <div
          key={option.key}
          id={optionId(id, option)}
          ref={index === activeIndex ? bringIntoView : null}
          role="option"
          aria-selected={index === activeIndex}
          tabIndex={-1}
          className={classNames(classes['option'], index === activeIndex && classes['active'])}
          // Not on click: the box would lose the focus and its caret.
          onMouseDown={(event) => {
            event.preventDefault();
            option.choose();
          }}
        >
          <span className={classes['lead']}>{option.lead}</span>
          <span className={classes['title']}>{option.title}</span>
          {option.detail === undefined ? null : <span className={classes['detail']}>{option.detail}</span>}
        </div>
      ))}
    </div>
  );
}

function bringIntoView(option: HTMLDivElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}

export function optionId(listId: string, option: CompletionOption): string {
  return `${listId}-${option.key}`;
}
