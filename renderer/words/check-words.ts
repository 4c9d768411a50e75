import type { CallOutput } from '../../shared/ipc/types.ts';
import { describeStatus } from './status-words.ts';

/** What asking about an unconfirmed message brought, in a sentence. */
export function describeCheck({ status, isUpToDate, waitedMs }: CallOutput<'messages:check'>): string {
  if (status !== 'unconfirmed') return `It is settled: ${describeStatus(status).label}.`;
  if (!isUpToDate)
    return 'The relay could not be asked, so nothing new is known. Try again when this computer is online.';
  const minutes = Math.floor(waitedMs / 60_000);
  if (minutes < 1) return 'WhatsApp has reported nothing yet. Reports usually come within a minute.';
  return `WhatsApp has reported nothing for ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, though it usually does within one. It probably did not go out.`;
}
