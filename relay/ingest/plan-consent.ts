import type { PersonKey } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { findConsentWord } from '../../shared/domain/opt-out.ts';
import type { Consent, ReceivedMessage } from '../../shared/protocol/events.ts';
import type { PreferenceItem } from '../../shared/whatsapp/webhook.ts';
import type { CurrentEntry } from '../log/relay-log.ts';
import { consentChangeKey, consentKey } from './keys.ts';
import { resolvePerson } from './resolve-person.ts';
import { type WorkingSet, addEntry, setCurrent } from './working-set.ts';

/** STOP or START as a whole message, or as the label or payload of a button or a choice. */
export function planConsentWord(set: WorkingSet, message: ReceivedMessage): void {
  const heard = readConsentWord(message.content);
  if (heard === undefined) return;
  planConsent(set, {
    personKey: message.personKey,
    hasOptedOut: heard.word === 'stop',
    at: message.at,
    source: heard.source,
    messageId: message.messageId,
  });
}

/** Meta's own switch "Offers and announcements". */
export function planPreference(set: WorkingSet, item: PreferenceItem): void {
  const personKey = resolvePerson(set, { identity: item.person, profile: {}, at: item.at });
  planConsent(set, { personKey, hasOptedOut: item.hasOptedOut, at: item.at, source: 'preference' });
}

/** Older news than what is known changes nothing but the history; of two at the same time the opt-out wins. */
export function planConsent(set: WorkingSet, consent: Consent): void {
  const { personKey, at } = consent;
  // The present consent replaces the former one in the log; the history keeps each, in whatever order they come.
  addEntry(set, { id: consentChangeKey(consent), kind: 'consent.recorded', at, body: consent, personKey });
  const key = consentKey(personKey);
  // Written by us as a Consent.
  const known = set.current.get(key)?.body as Consent | undefined;
  if (known !== undefined && !wins(consent, known)) return;
  setCurrent(set, { kind: 'consent.changed', at, body: consent, personKey }, key);
}

function wins(heard: Consent, known: Consent): boolean {
  if (heard.at !== known.at) return heard.at > known.at;
  return heard.hasOptedOut && !known.hasOptedOut;
}

/** Whether a message may change a consent: then the present one has to be read first. */
export function mayChangeConsent(content: MessageContent): boolean {
  return readConsentWord(content) !== undefined;
}

/** Whether the log holds an opt-out of this person. */
export function hasOptedOut(current: ReadonlyMap<string, CurrentEntry>, personKey: PersonKey): boolean {
  const consent = current.get(consentKey(personKey))?.body as Consent | undefined;
  return consent?.hasOptedOut ?? false;
}

function readConsentWord(content: MessageContent) {
  if (content.type === 'text') return toHeard(findConsentWord(content.text), 'message');
  if (content.type === 'button') {
    return toHeard(findConsentWord(content.payload) ?? findConsentWord(content.text), 'button');
  }
  if (content.type === 'choice') {
    return toHeard(findConsentWord(content.id) ?? findConsentWord(content.title), 'button');
  }
  return undefined;
}

function toHeard(word: ReturnType<typeof findConsentWord>, source: 'message' | 'button') {
  return word && { word, source };
}
