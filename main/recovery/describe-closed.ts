import { AppError } from '../../shared/domain/app-error.ts';
import { DatabaseError } from '../db/database-error.ts';
import { describeNewer } from '../db/describe-cache.ts';
import type { NoticeId } from '../notices.ts';

/** What the user is told when the data of a signed-in desktop could not be opened: which notice, and its words where they have figures. */
export function describeClosed(
  error: unknown,
  versions: { readonly lastUsed: string | undefined; readonly current: string },
): { readonly id: NoticeId; readonly text?: string } {
  if (error instanceof DatabaseError) {
    if (error.reason === 'from-future')
      return { id: 'cache-from-future', text: describeNewer(versions.lastUsed, versions.current) };
    return { id: error.reason === 'full' ? 'disk-full' : 'cache-unavailable' };
  }
  const isLocked = error instanceof AppError && error.code === 'secrets-unavailable';
  return { id: isLocked ? 'keychain-locked' : 'cache-unavailable' };
}
