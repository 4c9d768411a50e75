import type { Script } from './entities.ts';

const scriptsByLastDigits: Readonly<Record<string, Script>> = {
  '001': 'not-on-whatsapp',
  '002': 'opted-out',
  '003': 'ecosystem',
  '004': 'read-without-delivered',
  '005': 'never-delivered',
  '006': 'duplicated-and-reversed',
  '007': 'delayed',
  '008': 'username-only',
  '009': 'changes-number',
  '010': 'held',
};

/** The script that the last three digits of a number stand for (reference section 11). */
export function scriptOf(digits: string): Script {
  return scriptsByLastDigits[digits.slice(-3)] ?? 'normal';
}
