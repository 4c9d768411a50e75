import { AppError } from '../../shared/domain/app-error.ts';
import { DatabaseError } from '../db/database-error.ts';
import { describeNewer } from '../db/describe-cache.ts';
import type { NoticeId } from '../notices.ts';

/** What stands in the place of the desk while it is closed; the window has a page for each. */
export const CLOSED_NOTICES = [
  'keychain-locked',
  'disk-full',
  'cache-from-future',
  'cache-unavailable',
] as const satisfies readonly NoticeId[];

/** What the user is told when the data of a signed-in desktop could not be opened: which notice, and its words where they have figures. */
export function describeClosed(
  error: unknown,
  versions: { readonly lastUsed: string | undefined; readonly current: string },
): { readonly id: (typeof CLOSED_NOTICES)[number]; readonly text?: string } {
  if (error instanceof DatabaseError) {
    if (error.reason === 'from-future')
      return { id: 'cache-from-future', text: describeNewer(versions.lastUsed, versions.current) };
    return { id: error.reason === 'full' ? 'disk-full' : 'cache-unavailable' };
  }
  const isLocked = error instanceof AppError && error.code === 'secrets-unavailable';
  return { id: isLocked ? 'keychain-locked' : 'cache-unavailable' };
}
