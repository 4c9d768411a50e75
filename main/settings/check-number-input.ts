import { AppError } from '../../shared/domain/app-error.ts';
import type { NumberInput } from './number-setup.ts';

/** Meta's ids have about fifteen digits; how many exactly, it does not promise. */
const META_ID = /^\d{5,25}$/u;
const GRAPH_VERSION = /^v?\d{1,3}(\.\d{1,2})?$/u;

/** Throws AppError `invalid-input` with a sentence for the first field that cannot be what Meta shows. */
export function checkNumberInput({ phoneNumberId, wabaId, graphVersion }: NumberInput): void {
  if (!META_ID.test(phoneNumberId)) refuse(explainId('phone number id', phoneNumberId));
  if (wabaId !== '' && !META_ID.test(wabaId)) refuse(explainId('WhatsApp Business Account id', wabaId));
  if (graphVersion !== '' && !GRAPH_VERSION.test(graphVersion))
    refuse('The Graph version looks like v26.0. Leave it empty to use the usual one.');
}

function explainId(name: string, value: string): string {
  if (value === '') return `Enter the ${name}. Meta shows it under WhatsApp → API Setup.`;
  return `The ${name} has digits only, usually fifteen. Copy it from WhatsApp → API Setup at Meta.`;
}

function refuse(sentence: string): never {
  throw new AppError('invalid-input', sentence);
}
