import { openLink } from '../store/frame/actions.ts';
import { seekPerson } from '../store/navigation/actions.ts';

/** A link of a message: a number leads to who has it, everything else leaves the app by way of main. */
export function followLink(url: string): void {
  if (url.startsWith('tel:')) seekPerson(url.slice('tel:'.length));
  else void openLink(url);
}
