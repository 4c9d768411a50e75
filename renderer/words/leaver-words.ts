import { countOf } from './person-words.ts';

/** What happens when somebody is deactivated; without a count of conversations, it is not known yet. */
export function describeLeaver(name: string, desktops: number, conversations: number | undefined): string {
  const held =
    conversations === undefined
      ? 'Counting their conversations…'
      : conversations === 0
        ? 'They hold no conversation.'
        : `They hold ${countOf(conversations, 'conversation')}.`;
  return `${name} can no longer sign in. ${describeDesktops(desktops)} ${held}`;
}

function describeDesktops(count: number): string {
  if (count === 0) return 'They have no desktop.';
  const [subject, verb] = count === 1 ? ['Their desktop', 'deletes'] : [`Their ${count} desktops`, 'delete'];
  return `${subject} ${verb} everything of the agency at once, also drafts and messages that still wait to be sent; this cannot be undone.`;
}
