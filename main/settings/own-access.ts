import type { GraphClient } from '../../shared/whatsapp/graph-client.ts';
import type { OwnNumberStore } from './own-number-store.ts';

/** What Meta is asked with for the user's own number. */
export type OwnNumberAccess = {
  readonly graph: GraphClient;
  readonly token: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly graphVersion: string;
};

/** Undefined while the number is not set up, or its token is not on this computer. */
export type FindOwnAccess = () => Promise<OwnNumberAccess | undefined>;

/** Reads the number and its token anew each time: either may change while the app runs. */
export function createFindOwnAccess(
  ownNumber: Pick<OwnNumberStore, 'find' | 'findToken'>,
  createGraph: (options: { readonly graphVersion: string; readonly token: string }) => GraphClient,
): FindOwnAccess {
  return async () => {
    const kept = ownNumber.find();
    const token = await ownNumber.findToken();
    if (kept === undefined || token === undefined) return undefined;
    const { wabaId, phoneNumberId, graphVersion } = kept;
    return { graph: createGraph({ graphVersion, token }), token, wabaId, phoneNumberId, graphVersion };
  };
}
