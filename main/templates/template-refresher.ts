import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { type ChannelId, channelIdSchema } from '../../shared/domain/ids.ts';
import { fetchTemplates } from '../../shared/whatsapp/list-templates.ts';
import { templateFromMeta } from '../../shared/whatsapp/template-from-meta.ts';
import type { Changes } from '../db/change-tracker.ts';
import type { Database } from '../db/client.ts';
import type { Log } from '../log.ts';
import type { FindOwnAccess } from '../settings/own-access.ts';
import type { OwnNumberStore } from '../settings/own-number-store.ts';
import type { RelayHttp } from '../sync/relay-http.ts';

/** Fetches lists of templates from Meta: the own number's from here, the company's by the relay. */
export type TemplateRefresher = {
  /** Throws AppError: `not-set-up` without a token, `meta-refused` with Meta's reason, or what the relay answered. */
  refresh(channelId: ChannelId): Promise<void>;
  /** In the background: the list is shown as it was until Meta has answered, and stays so where that fails. */
  refreshOwn(): Promise<void>;
};

export function createTemplateRefresher(options: {
  readonly db: Pick<Database, 'upsertTemplates'>;
  readonly relay: Pick<RelayHttp, 'request'>;
  readonly ownNumber: Pick<OwnNumberStore, 'find'>;
  readonly findOwnAccess: FindOwnAccess;
  readonly onChanges: (changes: Changes) => void;
  readonly now: () => number;
  readonly log: Log;
}): TemplateRefresher {
  const { db, relay, ownNumber, now } = options;
  return { refresh, refreshOwn };

  async function refresh(channelId: ChannelId): Promise<void> {
    if (ownNumber.find()?.phoneNumberId === channelId) await fetchOwn();
    else {
      await relay.request({
        method: 'POST',
        path: '/v1/templates/refresh',
        body: { channelId },
        answer: z.unknown(),
      });
    }
  }

  async function refreshOwn(): Promise<void> {
    const kept = ownNumber.find();
    if (kept === undefined) return;
    try {
      await refresh(channelIdSchema.parse(kept.phoneNumberId));
    } catch (error) {
      options.log.warn('not refreshed', { code: error instanceof AppError ? error.code : 'internal' });
    }
  }

  async function fetchOwn(): Promise<void> {
    const access = await options.findOwnAccess();
    if (access === undefined) {
      throw new AppError('not-set-up', 'This number has no access token on this desktop.');
    }
    const { wabaId } = access;
    const fetched = await fetchTemplates(access.graph, wabaId);
    if (!fetched.ok) {
      throw new AppError('meta-refused', fetched.failure.sentence, { retryable: fetched.failure.canRetry });
    }
    const templates = fetched.templates.flatMap(
      (raw) => templateFromMeta(raw, { wabaId, syncedAt: now() }) ?? [],
    );
    options.onChanges(await db.upsertTemplates({ wabaId, templates, now: now() }));
  }
}
