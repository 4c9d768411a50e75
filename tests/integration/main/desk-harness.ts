import { createUpdateNews } from '../../../main/updates/update-news.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import {
  type Agency,
  type AgencyOptions,
  type DemoUsername,
  startAgency,
} from '../../../build/demo/agency.ts';
import { createDeskHolder } from '../../../main/account/desk-holder.ts';
import { enrolDesktop } from '../../../main/account/enrolment.ts';
import type { LocalSettingsStore } from '../../../main/account/local-settings.ts';
import { revokeDevice } from '../../../main/account/revoke-device.ts';
import { type SecretBox, createSecretBox } from '../../../main/account/secret-box.ts';
import { createChangeFeed } from '../../../main/changes.ts';
import type { Context, Desk } from '../../../main/context.ts';
import type { Salvage } from '../../../main/db/salvage.ts';
import { openDesk } from '../../../main/desk.ts';
import { answerCall } from '../../../main/ipc/answer-call.ts';
import { createPreferencesStore } from '../../../main/preferences/preferences-store.ts';
import { createHandlers } from '../../../main/ipc/handlers.ts';
import { createDeskLock } from '../../../main/lock/desk-lock.ts';
import { createLog } from '../../../main/log.ts';
import { createLinkInbox } from '../../../main/links/link-inbox.ts';
import { createNetwork } from '../../../main/network/network.ts';
import { createProxyCredentials } from '../../../main/network/proxy-credentials.ts';
import type { NewReply } from '../../../main/notifications/decide-notifications.ts';
import { createCrashRecord } from '../../../main/recovery/crash-record.ts';
import { createOpenPlaceKeeper } from '../../../main/recovery/open-place.ts';
import { createRelayHttp } from '../../../main/sync/relay-http.ts';
import type { ChannelId, ConversationId, RecordId, TemplateId } from '../../../shared/domain/ids.ts';
import type { CallInput, CallName, CallOutput, IpcAnswer } from '../../../shared/ipc/types.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { createFakeKeychain, createMemorySettings } from '../../unit/main/account/fake-keychain.ts';

const userAgent = 'ColleagueMessaging/0.1.0';

/** A desktop without a window: everything of main but Electron, asked through the calls that a window makes. */
export type TestDesk = {
  /** The value of a call. Rejects with `code: sentence` where main refuses. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  readonly replies: NewReply[];
  readonly output: string[];
  readonly folder: string;
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
  /** What failed at each wipe; undefined where nothing did. */
  readonly wipes: unknown[];
  /** Sign-outs of which the relay could not be told. */
  readonly notRevoked: unknown[];
  /** Every event that the window would have been told. */
  readonly pushes: { readonly name: string; readonly body: unknown }[];
  readonly desk: () => Desk;
  /** How often the user was told that the relay was restored. */
  readonly restorations: unknown[];
  /** What was carried over from a damaged database, and why databases were lost. */
  readonly salvages: Salvage[];
  readonly losses: string[];
  /** How far its clock was from the relay's, at each welcome. */
  readonly skews: number[];
  /** How far its clock runs ahead of the system's: hours pass at once. */
  readonly clock: { aheadMs: number };
  readonly signOut: () => Promise<void>;
  stop(): Promise<void>;
  /** The same desktop after a restart: same folder, settings and keychain. */
  restart(): Promise<void>;
};

export async function startTestAgency(options: AgencyOptions = {}): Promise<Agency> {
  const agency = await startAgency({
    recordCount: 10,
    ...options,
    simulator: { speed: 50, ...options.simulator },
  });
  onTestFinished(() => agency.stop());
  return agency;
}

export async function startTestDesk(
  agency: Agency,
  username: DemoUsername,
  workerUrl = new URL('../../../main/db/db.worker.ts', import.meta.url),
  folder = mkdtempSync(join(tmpdir(), 'desk-')),
): Promise<TestDesk> {
  const settings = createMemorySettings();
  const secrets = createSecretBox(createFakeKeychain(), settings);
  const output: string[] = [];
  const replies: NewReply[] = [];
  const wipes: unknown[] = [];
  const notRevoked: unknown[] = [];
  const pushes: TestDesk['pushes'] = [];
  const restorations: unknown[] = [];
  const salvages: Salvage[] = [];
  const losses: string[] = [];
  const skews: number[] = [];
  const clock = { aheadMs: 0 };
  const now = () => Date.now() + clock.aheadMs;
  const write = (line: string) => void output.push(line);
  const changes = createChangeFeed(
    () => undefined,
    () => undefined,
  );
  const proxyCredentials = createProxyCredentials({
    onQuestion: () => undefined,
    onDismissed: () => undefined,
    onGiven: () => undefined,
  });
  const network = createNetwork({
    resolveProxy: async () => 'DIRECT',
    credentials: proxyCredentials,
    listTrusted: () => undefined,
  });
  const holder = createDeskHolder({
    folder,
    settings,
    secrets,
    openDesk: (account, deviceToken, events) =>
      openDesk({
        account,
        deviceToken,
        ...events,
        onSalvaged: (salvaged) => void salvages.push(salvaged),
        folder,
        workerUrl,
        settings,
        secrets,
        graphUrl: agency.simulator.url,
        network,
        userAgent,
        appVersion: '0.1.0',
        updatesItself: false,
        onTooOld: () => undefined,
        changes,
        push: (name, body) => void pushes.push({ name, body }),
        onReplies: (news) => void replies.push(...news.replies),
        onLostConversations: () => undefined,
        onRestored: () => void restorations.push(true),
        onClockSkew: (skewMs) => void skews.push(skewMs),
        findAttention: () => 'in-front',
        write,
        now,
      }),
    revokeDevice: (account, deviceToken) =>
      revokeDevice(createRelayHttp({ ...account, deviceToken, userAgent, fetch: network.fetch })),
    onNotRevoked: () => void notRevoked.push(true),
    onChanged: () => undefined,
    onSecretsLost: async () => undefined,
    onWiped: (failure) => void wipes.push(failure),
    onDatabaseLost: (reason) => void losses.push(reason),
    onGivenUp: () => void losses.push('given up'),
    now: Date.now,
  });
  onTestFinished(async () => {
    await holder.close();
    network.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const log = createLog('ipc', write);
  const enrol: Context['enrol'] = async (relayUrl, code, deviceName = 'Test desktop') => {
    const app = { version: '0.1.0', updatesItself: false };
    const createHttp = (url: string) =>
      createRelayHttp({ relayUrl: url, deviceToken: undefined, userAgent, fetch: network.fetch });
    await enrolDesktop({ relayUrl, code, deviceName, createHttp, app, settings, secrets });
    await holder.open();
  };
  const handlers = createHandlers({
    desk: holder.get,
    findDesk: holder.find,
    openAgain: async () => undefined,
    isOpening: () => false,
    changes,
    log,
    now,
    notices: { list: () => [], dismiss: () => undefined },
    proxyCredentials,
    links: createLinkInbox({
      allowsLoopback: true,
      managedRelayUrl: undefined,
      isSignedIn: () => holder.find() !== undefined,
      onNotice: () => undefined,
      onChanged: () => undefined,
    }),
    setOpenConversation: () => undefined,
    lock: createDeskLock({
      settings,
      secrets,
      findUserId: () => holder.find()?.userId,
      lockAfter: () => 'never',
      askSystem: undefined,
      onLocked: () => undefined,
      now: Date.now,
      onChanged: () => undefined,
    }),
    openPlace: createOpenPlaceKeeper(settings, { wasCutShort: false }),
    run: {
      describe: () => ({
        startedAt: Date.now(),
        versions: { app: '0.1.0' },
        memoryMb: 1,
        crashes: createCrashRecord(settings).counts(),
        lines: output,
      }),
    },
    enrol,
    signOut: holder.signOut,
    managed: { relayUrl: undefined, agencyName: undefined, preferences: [], areUpdatesSettled: false },
    preferences: createPreferencesStore(settings, () => undefined),
    updateNews: createUpdateNews(settings, '0.1.0'),
    updates: { isOn: false, check: async () => 'off', ready: () => undefined, restart: () => undefined },
    guide: { done: () => [], save: () => undefined },
    system: {
      appVersion: '0.1.0',
      platform: 'Linux 6.1',
      isSecretsKept: async () => true,
      canNotify: () => true,
      canLaunchAtLogin: false,
      copyText: async () => undefined,
      chooseSavePath: async () => undefined,
      openFile: async () => '',
      openExternal: async () => undefined,
    },
  });
  const call: TestDesk['call'] = async (name, input) => {
    // The answer to a name has the value of that name.
    const answer = (await answerCall(handlers, name, input, log)) as IpcAnswer<CallOutput<typeof name>>;
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    return answer.value;
  };
  await call('account:enrol', {
    relayUrl: agency.cable.url,
    code: await agency.createEnrolmentCode(username),
  });
  return {
    call,
    replies,
    output,
    folder,
    settings,
    secrets,
    wipes,
    notRevoked,
    pushes,
    desk: holder.get,
    restorations,
    salvages,
    losses,
    skews,
    clock,
    signOut: holder.signOut,
    stop: holder.close,
    async restart() {
      await holder.close();
      await holder.open();
    },
  };
}

/** Waits until the desktop is online and has the records, templates and channels of its agency. */
export async function waitUntilReady(desk: TestDesk): Promise<void> {
  await vi.waitFor(
    async () => {
      const { connection, channels } = await desk.call('app:get-snapshot', {});
      expect(connection.state).toBe('online');
      const channel = channels[0];
      if (channel === undefined) throw new Error('There is no channel yet.');
      expect((await desk.call('templates:list', { channelId: channel.id })).rows.length).toBeGreaterThan(0);
    },
    { timeout: 10_000 },
  );
}

export async function findRecord(
  desk: TestDesk,
  name: string,
): Promise<{ recordId: RecordId; e164: string }> {
  const { rows } = await desk.call('records:list', { query: name, offset: 0, limit: 1 });
  const e164 = rows[0]?.phones[0]?.e164;
  if (rows[0] === undefined || e164 === undefined)
    throw new Error(`There is no record of ${name} with a number.`);
  return { recordId: rows[0].id, e164 };
}

/** Begins a conversation on the first channel (or the named one) with the template of this name, as its form is filled. */
export async function sendTemplate(
  desk: TestDesk,
  to: string,
  template: string,
  from?: ChannelId,
): Promise<ConversationId> {
  const { channels } = await desk.call('app:get-snapshot', {});
  const channelId = from ?? channels[0]?.id;
  if (channelId === undefined) throw new Error('There is no channel.');
  const target = { ...(await findRecord(desk, to)), channelId };
  const templateId = await findTemplate(desk, channelId, template);
  const { variables } = await desk.call('templates:prepare', { templateId, recordId: target.recordId });
  const values = Object.fromEntries(variables.map(({ key, value }) => [key, value]));
  return (await desk.call('messages:send-template', { target, templateId, values })).conversationId;
}

async function findTemplate(desk: TestDesk, channelId: ChannelId, name: string): Promise<TemplateId> {
  const { rows } = await desk.call('templates:list', { channelId });
  const found = rows.find(
    ({ template, notSendableReason }) => template.name === name && notSendableReason === undefined,
  );
  if (found === undefined) throw new Error(`There is no template ${name} that can be sent.`);
  return found.template.id;
}

export async function listMessages(
  desk: TestDesk,
  conversationId: ConversationId,
): Promise<readonly MessageView[]> {
  return (await desk.call('conversations:list-messages', { conversationId, limit: 500 })).messages;
}

/** Text and status of each message, oldest first; a template is named by its kind. */
export async function describeChat(
  desk: TestDesk,
  conversationId: ConversationId,
): Promise<readonly string[]> {
  const messages = await listMessages(desk, conversationId);
  return messages.map(({ content, status, isInbound }) => {
    const words = content.type === 'text' ? content.text : content.type;
    return isInbound ? `in: ${words}` : `out: ${words} (${status ?? 'no status'})`;
  });
}

/** Waits until the chat is as described. */
export async function waitForChat(
  desk: TestDesk,
  conversationId: ConversationId,
  expected: readonly string[],
): Promise<void> {
  await vi.waitFor(async () => expect(await describeChat(desk, conversationId)).toEqual(expected), {
    timeout: 15_000,
  });
}
