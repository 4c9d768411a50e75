import type { CallOutput } from '../../shared/ipc/types.ts';
import { countOf } from './person-words.ts';

export type Loss = CallOutput<'account:prepare-sign-out'>;

/** What a sign-out takes with it; undefined while the agency is being told of the last messages. */
export function describeLoss(loss: Loss | undefined): string {
  if (loss === undefined) return 'Telling your agency of the last messages…';
  const sentences: string[] = [];
  if (loss.unpublished > 0) {
    const [is, it] = loss.unpublished === 1 ? ['is', 'it is'] : ['are', 'they are'];
    sentences.push(
      `${countOf(loss.unpublished, 'message')} of your own number ${is} not in your agency’s history yet, because the relay cannot be reached. If you sign out now, ${it} missing there for ever. To keep ${loss.unpublished === 1 ? 'it' : 'them'}, cancel and come back when you are online.`,
    );
  }
  if (loss.unsent > 0) {
    const rest =
      loss.unsent === 1 ? 'waits to be sent and will not go out.' : 'wait to be sent and will not go out.';
    sentences.push(`${countOf(loss.unsent, 'message')} still ${rest}`);
  }
  if (loss.unfiled > 0) {
    const rest =
      loss.unfiled === 1
        ? 'waits to be filed on a record or taken off one, and that will not happen.'
        : 'wait to be filed on records or taken off them, and that will not happen.';
    sentences.push(`${countOf(loss.unfiled, 'file')} still ${rest}`);
  }
  return sentences.length === 0
    ? 'Your agency keeps everything that was sent and received.'
    : sentences.join(' ');
}

/** The verb on the button, with its price. */
export function nameSignOut(loss: Loss | undefined): string {
  return loss === undefined || loss.unpublished === 0
    ? 'Sign out'
    : `Sign out and lose ${countOf(loss.unpublished, 'message')}`;
}
