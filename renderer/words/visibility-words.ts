import type { Visibility } from '../../shared/protocol/admin.ts';

type VisibilityWords = { readonly label: string; readonly meaning: string; readonly question: string };

/** What the agency may choose, and what it means for a consultant. */
export const VISIBILITY_WORDS: Readonly<Record<Visibility, VisibilityWords>> = {
  everyone: {
    label: 'Every conversation',
    meaning: 'Every consultant sees the conversations of all colleagues.',
    question: 'Show every conversation to everyone?',
  },
  team: {
    label: 'Those of their team',
    meaning:
      'A consultant sees their own conversations, those of their team, and those that nobody has taken yet. Who is in no team sees no colleague’s. The rest never reaches their desktop.',
    question: 'Show consultants only the conversations of their team?',
  },
  own: {
    label: 'Only their own',
    meaning:
      'A consultant sees their own conversations and those that nobody has taken yet. The rest never reaches their desktop.',
    question: 'Show consultants only their own conversations?',
  },
};

/** What happens on the desktops when it is chosen. */
export function describeVisibilityChange(from: Visibility, to: Visibility): string {
  const order: readonly Visibility[] = ['own', 'team', 'everyone'];
  return order.indexOf(to) < order.indexOf(from)
    ? 'Desktops delete the conversations that their users no longer see. The agency keeps them: they come back when you choose a wider circle again.'
    : 'Desktops fetch what their users see from now on, with everything that was said before.';
}
