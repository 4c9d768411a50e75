import { join } from 'node:path';
import { z } from 'zod';
import { type ConversationId, type PersonKey, channelIdSchema } from '../shared/domain/ids.ts';
import { createGraphClient } from '../shared/whatsapp/graph-client.ts';
import { databaseName, getDatabaseKey } from './account/database-key.ts';
import type { LocalSettings, LocalSettingsStore } from './account/local-settings.ts';
import type { SecretBox } from './account/secret-box.ts';
import type { ChangeFeed, Push } from './changes.ts';
import type { Desk } from './context.ts';
import type { BatchResult } from './db/apply-batch.ts';
import { openCache } from './db/open-cache.ts';
import type { Salvage } from './db/salvage.ts';
import { createLog, type Log } from './log.ts';
import { boundAnswers } from './network/bound-answers.ts';
import type { Network } from './network/network.ts';
import { createFileRoutes } from './media/file-routes.ts';
import { mediaFolders } from './media/media-folder.ts';
import { openMediaDesk } from './media/media-desk.ts';
import { createPostStream } from './network/post-stream.ts';
import { createBytesPoster } from './record-files/post-bytes.ts';
import { startFiler } from './record-files/filer.ts';
import type { ReplyNews } from './notifications/decide-notifications.ts';
import { createReplyCollector } from './notifications/reply-collector.ts';
import { startOutbox } from './outbound/start-outbox.ts';
import { createFindOwnAccess } from './settings/own-access.ts';
import { createOwnNumberStore } from './settings/own-number-store.ts';
import { startBackfiller } from './sync/backfill.ts';
import { nameOwnNumber, tellOwnNumber } from './sync/tell-own-number.ts';
import { startPublisher } from './sync/publish-sent.ts';
import { holdRelay } from './sync/hold-relay.ts';
import { createRelayHttp } from './sync/relay-http.ts';
import { startRelaySession } from './sync/relay-session.ts';
import { type Attention, createPresenceTeller } from './conversations/presence.ts';
import { startReceipts } from './conversations/start-receipts.ts';
import { openRelaySocket } from './sync/relay-socket.ts';
import { createTemplateRefresher } from './templates/template-refresher.ts';

export type DeskOptions = {
  readonly account: NonNullable<LocalSettings['account']>;
  readonly deviceToken: string;
  /** The database can no longer be used; this desk has to be closed and opened anew. */
  readonly onLost: (reason: 'ended' | 'damaged') => void;
  /** The database is damaged, as an earlier desk has noticed. */
  readonly mustRebuild: boolean;
  /** It was damaged, and began anew with this. */
  readonly onSalvaged: (salvaged: Salvage) => void;
  /** The relay says that an administrator has removed this desktop. May be called more than once. */
  readonly onRevoked: () => void;
  readonly folder: string;
  readonly workerUrl: URL;
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
  readonly graphUrl: string | undefined;
  readonly network: Network;
  readonly userAgent: string;
  readonly appVersion: string;
  /** Whether this installation keeps itself up to date. */
  readonly updatesItself: boolean;
  /** The relay admits only newer versions of this app. May be called more than once. */
  readonly onTooOld: () => void;
  readonly changes: ChangeFeed;
  readonly push: Push;
  readonly onReplies: (news: ReplyNews) => void;
  /** Conversations that left the user's sight: what is on screen of them has to go. */
  readonly onLostConversations: (conversationIds: readonly ConversationId[]) => void;
  /** This computer's time less the relay's, each time that it is heard. Milliseconds. */
  readonly onClockSkew: (skewMs: number) => void;
  /** The relay was restored from a backup: everything is read from it again. */
  readonly onRestored: () => void;
  readonly findAttention: () => Attention;
  readonly write: (line: string) => void;
  readonly now: () => number;
};

/** As long as somebody waits who wants to leave. */
const LEAVING_LIMIT_MS = 10_000;

/** Opens everything that a signed-in user needs, wired by hand; `stop` closes it in the opposite order. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { account, now } = options;
  const log = (area: string): Log => createLog(area, options.write, now);
  let { user } = account;
  const userId = user.id;
  const path = join(options.folder, databaseName(userId));
  const key = await getDatabaseKey({ userId, databasePath: path, secrets: options.secrets });
  const db = await openCache({ ...options, path, key });
  await db.setUser(user);
  if (options.settings.get().appVersion !== options.appVersion) {
    await db.replayUnprojected({ now: now(), myUserId: userId });
    options.settings.update({ appVersion: options.appVersion });
  }
  /** Why this version may not speak to the relay: then nothing is sent either, by Meta's way as little as by the relay's. */
  let tooOld: string | undefined;
  const relay = holdRelay(
    createRelayHttp({
      ...account,
      deviceToken: options.deviceToken,
      userAgent: options.userAgent,
      fetch: options.network.fetch,
      onRevoked: options.onRevoked,
    }),
    () => tooOld,
  );
  const ownNumber = createOwnNumberStore(userId, options.settings, options.secrets);

  const createGraph: Desk['createGraph'] = ({ graphVersion, token }) =>
    createGraphClient({
      fetch: boundAnswers(options.network.fetch),
      token,
      version: graphVersion,
      userAgent: options.userAgent,
      timeoutMs: 30_000,
      baseUrl: options.graphUrl,
    });
  const findOwnAccess = createFindOwnAccess(ownNumber, createGraph);
  const findOwnClient = async () => (await findOwnAccess())?.graph;
  const post = createPostStream(options.network.agentFor);

  const media = openMediaDesk({
    db,
    folders: mediaFolders(options.folder, userId),
    ...createFileRoutes({
      ...options,
      relay,
      relayUrl: account.relayUrl,
      findOwnAccess,
      fetch: options.network.fetch,
      post,
    }),
    onUploadSettled({ changes, mustPublish }) {
      options.changes.publish(changes);
      outbox.wake();
      if (mustPublish) publisher.wake();
    },
    onChanges: options.changes.publish,
    onProgress: (messageId, received, total) =>
      options.push('media:progressed', {
        messageId,
        received,
        ...(total === undefined ? {} : { total }),
      }),
    now,
    random: Math.random,
    log: log('media'),
  });
  const filer = startFiler({
    db,
    relay,
    findFile: media.find,
    postBytes: createBytesPoster({
      relayUrl: account.relayUrl,
      deviceToken: options.deviceToken,
      userAgent: options.userAgent,
      post,
    }),
    onChanges: options.changes.publish,
    random: Math.random,
    log: log('filing'),
  });
  const templates = createTemplateRefresher({
    db,
    relay,
    ownNumber,
    findOwnAccess,
    onChanges: options.changes.publish,
    now,
    log: log('templates'),
  });
  const publisher = startPublisher({
    db,
    relay,
    onUnknownNumber: tellAgain,
    random: Math.random,
    log: log('publish'),
  });
  const outbox = startOutbox({
    db,
    requestRelay: (call) => relay.request(call),
    findOwnClient,
    isHeld: () => tooOld !== undefined,
    now,
    random: Math.random,
    log: log('outbox'),
    onSettled({ changes, mustPublish }) {
      options.changes.publish(changes);
      if (mustPublish) publisher.wake();
    },
  });
  const publishResult = (result: BatchResult) => {
    const {
      newInbound: _told,
      newInboundCount: _all,
      lostConversations,
      mustBackfill: _work,
      ...changes
    } = result;
    options.changes.publish(changes);
    // An answer opens the window again for what has lapsed.
    if (result.newInboundCount > 0) outbox.wake();
    if (lostConversations.length > 0) options.onLostConversations(lostConversations);
    media.wake();
    if (lostConversations.length > 0) sweepMedia();
    return changes;
  };
  const backfiller = startBackfiller({
    findJob: () => db.findBackfill(),
    async apply(page) {
      // Nobody is notified: it was said long ago, to somebody else.
      const result = await db.applyBackfill({ ...page, now: now(), myUserId: userId });
      if (result !== undefined) publishResult(result);
    },
    relay,
    random: Math.random,
    log: log('backfill'),
  });
  const sweepMedia = () => {
    void media.sweep().catch((error: unknown) => log('media').warn('not swept', { message: String(error) }));
  };
  const collector = createReplyCollector(options.onReplies, (await db.getFrame()).unreadCount);
  const session = startRelaySession({
    openSocket: (handlers) =>
      openRelaySocket({
        ...account,
        deviceToken: options.deviceToken,
        userAgent: options.userAgent,
        agent: options.network.agentFor(account.relayUrl),
        ...handlers,
      }),
    app: { version: options.appVersion, updatesItself: options.updatesItself },
    getCursor: () => db.getCursor(),
    apply: ({ events, cursor, resumed }) =>
      db.applyBatch({ events: [...events], cursor, resumed, now: now(), myUserId: userId }),
    async onApplied({ result, isCatchUp, isLive, isFirstSync }) {
      const { newInbound } = result;
      const changes = publishResult(result);
      if (result.mustBackfill) backfiller.wake();
      if (!isFirstSync) {
        const replies = newInbound.filter((reply) => reply.isNew);
        collector.add({ replies, unreadCount: changes.unreadCount, isCatchUp, isLive });
      } else if (isLive) {
        // What was answered long before this desktop existed is not news.
        options.changes.publish(await db.markOldRead({ before: now() - A_DAY_MS }));
      }
    },
    async onUser(known) {
      if (JSON.stringify(known) === JSON.stringify(user)) return;
      user = known;
      options.settings.update({ account: { ...account, user } });
      options.changes.publish(await db.setUser(user));
    },
    onRevoked: options.onRevoked,
    isSameLog: (logId) => db.rememberLog({ logId }),
    async forgetLog(logId) {
      options.changes.publish(await db.resetProjection({ logId }));
      options.onRestored();
    },
    onClockSkew: options.onClockSkew,
    onPresence: ({ conversationId, viewers }) =>
      options.push('presence:changed', { conversationId, viewers }),
    onConnection(connection) {
      const isTooOld = connection.state === 'refused' && connection.isTooOld === true;
      tooOld = isTooOld ? connection.reason : undefined;
      if (isTooOld) options.onTooOld();
      options.push('connection:changed', connection);
      if (connection.state === 'online') {
        outbox.wake();
        receipts.retry();
        publisher.wake();
        filer.wake();
        backfiller.wake();
        media.hurry();
        sweepMedia();
        void templates.refreshOwn();
      }
    },
    random: Math.random,
    now,
    log: log('sync'),
  });
  const receipts = startReceipts({ db, ownNumber, relay, findOwnClient, now, log: log('receipts') });
  const presence = createPresenceTeller((shown) => session.setPresence(shown), options.findAttention());

  return {
    user: () => user,
    userId,
    deviceId: account.deviceId,
    agencyName: account.agencyName,
    relayUrl: account.relayUrl,
    db,
    relay,
    ownNumber,
    createGraph,
    connection: session.connection,
    reconnect: session.reconnect,
    wakeOutbox: outbox.wake,
    presence,
    receipts,
    wakePublisher: publisher.wake,
    wakeFiler: filer.wake,
    refreshTemplates: templates.refresh,
    media,
    setConsent: (personKey, hasOptedOut) => setConsent(personKey, hasOptedOut),
    async prepareToLeave() {
      await publisher.flush(LEAVING_LIMIT_MS);
      return db.countOnlyHere();
    },
    async stop() {
      presence.stop();
      await Promise.all([
        session.stop(),
        outbox.stop(),
        publisher.stop(),
        filer.stop(),
        backfiller.stop(),
        media.stop(),
      ]);
      await db.close();
    },
  };

  async function tellAgain(): Promise<void> {
    const kept = ownNumber.find();
    if (kept === undefined) return;
    const id = channelIdSchema.parse(kept.phoneNumberId);
    await tellOwnNumber(relay, { ...kept, id, name: nameOwnNumber(user.displayName) });
  }

  async function setConsent(personKey: PersonKey, hasOptedOut: boolean): Promise<void> {
    await relay.request({
      method: 'POST',
      path: '/v1/consents',
      body: { personKey, hasOptedOut },
      answer: z.unknown(),
    });
  }
}

const A_DAY_MS = 24 * 60 * 60 * 1000;
