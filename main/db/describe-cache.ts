import type { Salvage } from './salvage.ts';

/** What the user is told when the database was damaged: what happened, what was kept, and what to do. */
export function describeSalvage({ drafts, unsent, returned }: Salvage): string {
  const kept = [
    ...(drafts === 0 ? [] : [count(drafts, 'draft', 'drafts')]),
    ...(unsent === 0
      ? []
      : [count(unsent, 'message that waits to be sent', 'messages that wait to be sent')]),
  ];
  const words = [
    'The messages stored on this computer were damaged, so they are read from the relay again.',
    kept.length === 0
      ? 'No drafts and nothing that waited could be read in them.'
      : `Kept: ${kept.join(' and ')}.`,
    ...(returned === 0
      ? []
      : [
          `${count(returned, 'message', 'messages')} had not gone out and may have been changed by the damage: look in your drafts and send again what is right.`,
        ]),
    'If this happens again, have the disk of this computer checked.',
  ];
  return words.join(' ');
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What the user is told when a newer version has been at the database. */
export function describeNewer(lastUsed: string | undefined, current: string): string {
  const [newer, install] =
    lastUsed === undefined || lastUsed === current
      ? ['a newer version of the app', 'Install that version']
      : [`version ${lastUsed} of the app`, `Install version ${lastUsed} or a newer one`];
  return `The messages on this computer were last used by ${newer}; this is version ${current}, which cannot read them. ${install}, and everything is as it was: nothing has been changed.`;
}
