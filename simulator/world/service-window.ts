import type { Person } from './entities.ts';

/** Meta's customer service window: 24 hours from the person's last message to that business number (reference section 8.4). */
export const SERVICE_WINDOW_MS = 24 * 3_600_000;

/** Whether free text to this person is delivered. */
export function isWindowOpen(person: Person, phoneNumberId: string, now: number): boolean {
  const lastWroteAt = person.lastWroteAt.get(phoneNumberId);
  return lastWroteAt !== undefined && now - lastWroteAt < SERVICE_WINDOW_MS;
}
