import type { Visibility } from '../../shared/protocol/admin.ts';
import type { AdminContext } from '../context.ts';
import { refreshAccess } from './refresh-access.ts';
import { VISIBILITY_KEY } from './visibility.ts';

/** From the same commit on, nobody is sent what the new choice hides; desktops lose or gain it as they hear of it. */
export async function setVisibility({ log, now }: AdminContext, visibility: Visibility): Promise<void> {
  await log.write(async (transaction) => {
    const body = { visibility };
    const key = VISIBILITY_KEY;
    await transaction.append([{ id: key, kind: 'settings.changed', at: now(), body, compactionKey: key }]);
    await refreshAccess(transaction, now());
  });
}
