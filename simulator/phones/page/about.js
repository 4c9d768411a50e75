import { element, numberOf } from './element.js';

/** What each script means, in a sentence. */
export const scripts = {
  normal: 'Receives everything, and reads it after five seconds.',
  'not-on-whatsapp': 'Has no WhatsApp: every message fails with 131026.',
  'opted-out': 'Has switched marketing off: marketing templates fail with 131050.',
  ecosystem: 'Gets too much marketing: marketing templates fail with 131049.',
  'read-without-delivered': 'Reports “read” without “delivered”.',
  'never-delivered': 'The phone is off: “sent” and nothing more.',
  'duplicated-and-reversed': 'Statuses come twice and in reverse.',
  delayed: 'Statuses come 30 seconds late.',
  'username-only': 'Has a username and shows no phone number.',
  'changes-number': 'Takes another number after your next message.',
  held: 'Templates are held for quality and dropped with 132015.',
};

/**
 * Who the person is, and what it can do. `act(name, input)` does something as the person, `set(name, input)` changes
 * the person, `shareNumber()` sends the contact card.
 */
export function drawAbout(person, number, { act, set, shareNumber }) {
  const at = (id) => document.getElementById(id);
  at('person-name').textContent = person.name ?? numberOf(person.phone);
  at('person-script').textContent = scripts[person.script];
  const facts = [
    ['Number', numberOf(person.phone)],
    ['Username', person.username ? `@${person.username}` : '–'],
    ['Shown to the business', person.identityMode.replaceAll('-', ' ').replace('bsuid', 'BSUID')],
    ['Service window', number.isWindowOpen ? 'open' : 'closed'],
    ['Marketing', number.hasStoppedMarketing ? 'stopped' : 'allowed'],
  ];
  at('facts').replaceChildren(
    ...facts.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]),
  );
  const deed = (label, run) => element('button', { type: 'button', onclick: run }, label);
  at('sayings').replaceChildren(
    ...['Yes, please', 'Not now', 'Thank you 👍', 'STOP', 'START'].map((text) =>
      deed(text, () => act('send-text', { text })),
    ),
  );
  at('deeds').replaceChildren(
    deed('Send a CV', () =>
      act('send-document', { fileName: `CV ${person.name ?? 'candidate'}.pdf`, caption: 'My CV' }),
    ),
    deed('Send a voice note', () => act('send-audio')),
    deed('Send a location', () =>
      act('send-location', { latitude: 51.5072, longitude: -0.1276, name: 'London' }),
    ),
    deed('Share my number', () => shareNumber()),
    deed('Send a poll', () => act('send-unsupported')),
    deed(number.hasStoppedMarketing ? 'Allow marketing' : 'Stop marketing', () =>
      set('set-marketing', {
        person: person.id,
        to: number.id,
        value: number.hasStoppedMarketing ? 'resume' : 'stop',
      }),
    ),
    deed(number.isWindowOpen ? 'Close the window' : 'Open the window', () =>
      set('set-window', { person: person.id, to: number.id, isOpen: !number.isWindowOpen }),
    ),
  );
}
