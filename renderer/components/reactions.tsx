import type { MessageView } from '../../shared/ipc/views.ts';
import { describeReaction } from '../words/reaction-words.ts';
import { classNames } from './class-names.ts';
import { Tip } from './tip.tsx';
import classes from './bubble.module.css';

type ReactionsProps = {
  readonly reactions: MessageView['reactions'];
  readonly personName: string;
  readonly tabIndex: number;
  /** Takes one's own side's reaction back; absent where that is not possible now. */
  readonly onTakeBack: (() => void) | undefined;
};

/** What each side reacted with, and who. One that is on its way is paler, and says so. */
export function Reactions({ reactions, personName, tabIndex, onTakeBack }: ReactionsProps) {
  if (reactions.length === 0) return null;
  return (
    <ul className={classes['reactions']} aria-label="Reactions">
      {reactions.map((reaction) => {
        const words = describeReaction(reaction, personName);
        const isOnItsWay = reaction.status === 'queued' || reaction.status === 'unconfirmed';
        const look = classNames(classes['reaction'], isOnItsWay && classes['waiting']);
        return (
          <li key={String(reaction.isInbound)}>
            <Tip content={words} side="top">
              {reaction.isInbound || onTakeBack === undefined ? (
                <span className={look} role="img" aria-label={words}>
                  {reaction.emoji}
                </span>
              ) : (
                <button
                  type="button"
                  className={look}
                  tabIndex={tabIndex}
                  aria-label={`${words}. Take back`}
                  onClick={onTakeBack}
                >
                  {reaction.emoji}
                </button>
              )}
            </Tip>
          </li>
        );
      })}
    </ul>
  );
}
