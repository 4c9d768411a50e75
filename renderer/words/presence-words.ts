import type { PresenceView } from '../../shared/ipc/reading-calls.ts';

/** "Ben Carter is typing…", "Ben Carter and 2 others are looking at this". Undefined where nobody is. */
export function describePresence(viewers: PresenceView['viewers']): string | undefined {
  const typing = viewers.filter(({ isTyping }) => isTyping);
  if (typing.length > 0) return `${nameThem(typing)} typing…`;
  return viewers.length === 0 ? undefined : `${nameThem(viewers)} looking at this`;
}

function nameThem(people: PresenceView['viewers']): string {
  const [first, second] = people.map(({ displayName }) => displayName);
  if (people.length === 1) return `${first} is`;
  return people.length === 2 ? `${first} and ${second} are` : `${first} and ${people.length - 1} others are`;
}
