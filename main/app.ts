import { join } from 'node:path';
import { type App, session } from 'electron';
import { describeSalvage } from './db/describe-cache.ts';
import { createEnrol } from './account/create-enrol.ts';
import { createDeskHolder } from './account/desk-holder.ts';
import { createDeskOpening } from './account/desk-opening.ts';
import { createKeychain } from './account/keychain.ts';
import { openLocalSettings } from './account/local-settings.ts';
import { openSettingsFile } from './account/settings-file-adapter.ts';
import { SIGN_OUT_PATIENCE_MS, revokeDevice } from './account/revoke-device.ts';
import { createSecretBox } from './account/secret-box.ts';
import { isSecretServiceLocked } from './account/secret-service.ts';
import { type ChangeFeed, type Push, createChangeFeed } from './changes.ts';
import type { Context } from './context.ts';
import { openDesk } from './desk.ts';
import { createRun } from './diagnostics/create-run.ts';
import { createLogTail } from './diagnostics/log-tail.ts';
import { startDoctorWatch } from './doctor/doctor-watch.ts';
import { runDoctor } from './doctor/run-doctor.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createPush } from './ipc/push.ts';
import { serveCalls } from './ipc/serve.ts';
import { hearLinks } from './links/hear-links-adapter.ts';
import { createLinkInbox } from './links/link-inbox.ts';
import { readLaunchOptions } from './launch-options.ts';
import { createDeskLock } from './lock/desk-lock.ts';
import { guardHandlers } from './lock/guard-handlers.ts';
import { findSystemCheck, watchIdleness } from './lock/system-lock-adapter.ts';
import { followSystem } from './follow-system-adapter.ts';
import { createLog } from './log.ts';
import { installApplicationMenu } from './menus.ts';
import { createNetwork } from './network/network.ts';
import { createProxyCredentials } from './network/proxy-credentials.ts';
import { listTrustedCertificates } from './network/trusted-certificates.ts';
import { createNotices } from './notices.ts';
import { createAttention } from './notifications/attention.ts';
import { startNotifications } from './notifications/start-notifications.ts';
import { followPreferences } from './preferences/preferences-adapter.ts';
import { createPreferencesStore } from './preferences/preferences-store.ts';
import { loadManaged } from './provisioning/load-managed.ts';
import { describeManaged, managedPreferences } from './provisioning/managed-settings.ts';
import { listSystemSources } from './provisioning/system-sources-adapter.ts';
import { openWindow } from './open-window-adapter.ts';
import { createQuit } from './quit.ts';
import { createSystem } from './system-adapter.ts';
import { lockContents, lockSession, serveAppScheme } from './security.ts';
import { createCrashRecord } from './recovery/crash-record.ts';
import { createTrouble } from './recovery/trouble.ts';
import { createOpenPlaceKeeper } from './recovery/open-place.ts';
import { catchFaults } from './recovery/recovery-adapter.ts';
import { createRelayHttp } from './sync/relay-http.ts';
import { startUpdates } from './updates/start-updates-adapter.ts';
import { createUpdateNews } from './updates/update-news.ts';
import type { MainWindow } from './window.ts';

/** The composition root: opens what is needed, wires it by hand, opens the window. */
export async function startApp(app: App): Promise<void> {
  const launch = readLaunchOptions(process.argv, app.isPackaged);
  const tail = createLogTail((line) => void process.stdout.write(`${line}\n`));
  const { write } = tail;
  const log = createLog('app', write);
  lockContents(app);
  const ear = hearLinks(app, launch.link);
  await app.whenReady();

  const folder = app.getPath('userData');
  const now = () => Date.now();
  const settings = await openLocalSettings(folder, openSettingsFile, now);
  const startedAt = now();
  const crashes = createCrashRecord(settings);
  const openPlace = createOpenPlaceKeeper(settings, crashes);
  const managed = await loadManaged(listSystemSources(launch.provisioningFolder));
  const fixedPreferences = managedPreferences(managed.settings);
  const preferences = createPreferencesStore(
    settings,
    (chosen) => followPreferences(app, session.defaultSession, chosen),
    fixedPreferences,
  );
  const ui: { window?: MainWindow } = {};
  let onPainted = () => {};
  const whenPainted = new Promise<void>((resolve) => (onPainted = resolve));
  const secrets = createSecretBox(createKeychain(whenPainted, isSecretServiceLocked), settings);
  const userAgent = `ColleagueMessaging/${app.getVersion()}`;
  const push: Push = createPush(() => ui.window?.contents());
  const notices = createNotices({
    damage: settings.damage,
    provisioningProblems: managed.problems,
    wasRemoved: settings.get().wasRemoved === true,
    onDismissed(id) {
      if (id === 'desktop-removed') settings.update({ wasRemoved: undefined });
    },
  });
  catchFaults({
    crashes,
    log,
    onFault() {
      notices.add('app-fault');
      changes.publish({ hasFrameChanges: true });
    },
  });
  const changes: ChangeFeed = createChangeFeed(push, (count) => attention.setUnreadCount(count));
  const lock = createDeskLock({
    settings,
    secrets,
    findUserId: () => desks.find()?.userId,
    lockAfter: () => preferences.get().lockAfter,
    askSystem: findSystemCheck(),
    now,
    onLocked: () => notifications.withdrawAll(),
    onChanged() {
      attend();
      changes.publish({ hasFrameChanges: true });
    },
  });
  const findAttention = () => (lock.isLocked() ? 'hidden' : (ui.window?.attention() ?? 'hidden'));
  const attend = () => desks.find()?.presence.attend(findAttention());
  const trouble = createTrouble({
    notices,
    log,
    onTold: () => changes.publish({ hasFrameChanges: true }),
    versions: () => ({ lastUsed: settings.get().appVersion, current: app.getVersion() }),
  });
  const attention = createAttention({
    app,
    setOverlay: (image, words) => ui.window?.setOverlay(image, words),
    onOpen: () => ui.window?.raise(),
    onOpenReplies: () => openReplies(),
    onQuit: () => ending.quit(),
  });

  const proxyCredentials = createProxyCredentials({
    onQuestion: () => changes.publish({ hasFrameChanges: true }),
    onDismissed() {
      if (desks.find() !== undefined) notices.add('proxy-declined');
    },
    onGiven() {
      notices.dismiss('proxy-declined');
      desks.find()?.reconnect();
    },
  });
  const network = createNetwork({
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    credentials: proxyCredentials,
    listTrusted: listTrustedCertificates,
  });

  let isOpening = true;
  const openReplies = () => {
    ui.window?.raise();
    push('navigation:open-replies', {});
  };
  const notifications = startNotifications({
    window: () => ui.window,
    findUserId: () => desks.find()?.userId,
    getPreferences: preferences.get,
    isLocked: lock.isLocked,
    push,
    now,
    log: createLog('notifications', write),
  });

  const desks = createDeskHolder({
    folder,
    settings,
    secrets,
    openDesk: (account, deviceToken, events) =>
      openDesk({
        account,
        deviceToken,
        ...events,
        onSalvaged: (salvaged) => notices.add('cache-rebuilt', describeSalvage(salvaged)),
        folder,
        workerUrl: new URL('./db.worker.js', import.meta.url),
        settings,
        secrets,
        graphUrl: launch.graphUrl,
        network,
        userAgent,
        appVersion: app.getVersion(),
        updatesItself: updates.isOn,
        onTooOld: () => void updates.check(),
        changes,
        push,
        onReplies: notifications.onReplies,
        onLostConversations: notifications.withdraw,
        onRestored: () => notices.add('relay-restored'),
        onClockSkew: (skewMs) => trouble.tellClock(skewMs),
        findAttention,
        write,
        now,
      }),
    revokeDevice: (account, deviceToken) =>
      revokeDevice(
        createRelayHttp({
          ...account,
          deviceToken,
          userAgent,
          fetch: network.fetch,
          timeoutMs: SIGN_OUT_PATIENCE_MS,
        }),
      ),
    onNotRevoked: () => notices.add('desktop-still-listed'),
    onChanged() {
      lock.follow();
      if (desks.find() === undefined) notifications.forget();
      changes.publish({ hasFrameChanges: true, isEverything: true });
    },
    async onSecretsLost() {
      // Without a keychain nothing was stored, which another notice says already.
      if (await secrets.isKept()) notices.add('sign-in-again');
    },
    now,
    onDatabaseLost(reason) {
      log.error('the database was lost', { reason });
      crashes.note('database');
    },
    onGivenUp(error) {
      opening.noteClosed(error);
      changes.publish({ hasFrameChanges: true, isEverything: true });
    },
    onWiped(failure) {
      if (failure !== undefined)
        log.error('the desktop was not wiped in order', { message: failure.message });
      notifications.stop();
      notices.add('desktop-removed');
    },
  });

  const links = createLinkInbox({
    allowsLoopback: !app.isPackaged,
    managedRelayUrl: managed.settings.relayAddress,
    isSignedIn: () => desks.find() !== undefined,
    onNotice: (id) => notices.add(id),
    onChanged: () => changes.publish({ hasFrameChanges: true }),
  });
  ear.listen((link, isEarly) => {
    links.receive(link);
    if (!isEarly) ui.window?.raise();
  });

  const enrol = createEnrol({
    managedRelayUrl: managed.settings.relayAddress,
    proxyCredentials,
    userAgent,
    findAppFacts: () => ({ version: app.getVersion(), updatesItself: updates.isOn }),
    fetch: network.fetch,
    settings,
    secrets,
    async onEnrolled() {
      trouble.tellOpened();
      notices.dismiss('desktop-removed');
      notices.dismiss('desktop-still-listed');
      links.dismiss();
      await desks.open();
    },
  });
  const updateNews = createUpdateNews(settings, app.getVersion());
  const updates = startUpdates({
    app,
    managed: managed.settings,
    developmentConfig: launch.updateConfig,
    countDrafts: async () => (await desks.find()?.db.countRows())?.['drafts'] ?? 0,
    news: updateNews,
    notices,
    changes,
    write,
  });
  const context: Context = {
    updates,
    updateNews,
    desk: desks.get,
    findDesk: desks.find,
    isOpening: () => isOpening,
    changes,
    log,
    now,
    notices,
    preferences,
    managed: describeManaged(managed.settings, fixedPreferences),
    guide: {
      done: () => settings.get().guideDone ?? [],
      save: (guideDone) => settings.update({ guideDone }),
    },
    proxyCredentials,
    links,
    openPlace,
    lock,
    run: createRun(app.getVersion(), { startedAt, crashes, tail }),
    setOpenConversation: notifications.setOpenConversation,
    openAgain: () => opening.again(),
    enrol,
    signOut: desks.signOut,
    system: createSystem(app, secrets.isKept),
  };
  const handlers = guardHandlers(createHandlers(context), lock.isLocked);
  const copyDiagnostics = async () => void (await handlers['diagnostics:copy']({}));

  lockSession(session.defaultSession);
  serveAppScheme(session.defaultSession, join(app.getAppPath(), 'out/renderer'), {
    serveMedia: ({ messageId, asBytes }, range) =>
      lock.isLocked() ? undefined : desks.find()?.media.serve(messageId, range, asBytes),
    stage: (file) => desks.find()?.media.attachments.stage(file),
  });
  serveCalls({
    handlers,
    isOurWindow: (id) => ui.window?.contents()?.id === id,
    log: createLog('ipc', write),
  });
  installApplicationMenu(app, {
    onSettings: () => push('navigation:open-settings', {}),
    onQuit: () => ending.quit(),
    onCopyDiagnostics: () => void copyDiagnostics(),
  });
  ui.window = openWindow(app, {
    state: settings.get().window,
    startHidden: launch.startHidden,
    onPainted,
    saveState: (window) => settings.update({ window }),
    mayHide: () => preferences.get().isClosedToTray,
    onQuit: () => ending.quit(),
    onHidden() {
      if (settings.get().hasToldAboutTray === true) return;
      settings.update({ hasToldAboutTray: true });
      notifications.hint(
        'Colleague Messaging is still running',
        'Replies keep arriving. Open it from the tray, or quit it there.',
      );
    },
    crashes,
    log,
    now,
    onWindowGone: openPlace.allowRestore,
    copyDiagnostics,
  });
  ui.window.onAttentionChanged(attend);

  followSystem(app, {
    onRaise: () => ui.window?.raise(),
    onLink: ear.hear,
    onAwake() {
      proxyCredentials.askAgain();
      desks.find()?.reconnect();
    },
    onUnlocked: () => void opening.again(),
    onQuit: () => ending.quit(),
  });
  const stopDoctor = startDoctorWatch({
    isSignedIn: () => desks.find() !== undefined,
    run: () => runDoctor(context),
    onFindings(findings) {
      for (const id of ['doctor-failed', 'token-ends'] as const) {
        if (findings.has(id)) notices.add(id);
        else notices.dismiss(id);
      }
      changes.publish({ hasFrameChanges: true });
    },
    onError: (error) => log.warn('the doctor could not look', { message: String(error) }),
  });
  const stopWatchingIdleness = watchIdleness(lock.noteIdle);
  const ending = createQuit(app, async () => {
    ui.window?.allowClose();
    stopDoctor();
    updates.stop();
    opening.stop();
    stopWatchingIdleness();
    notifications.stop();
    attention.stop();
    await desks.close();
    network.stop();
    crashes.end();
  });
  app.on('before-quit', (event) => ending.onBeforeQuit(event));

  const opening = createDeskOpening({
    open: openAtStart,
    isKeychainLocked: isSecretServiceLocked,
    onOpened: trouble.tellOpened,
    onFailed: trouble.tellClosed,
  });
  await opening.start();
  isOpening = false;
  links.start();
  changes.publish({ hasFrameChanges: true });

  async function openAtStart(): Promise<void> {
    if (!(await secrets.isKept())) notices.add('secrets-not-kept');
    await desks.open();
    if (desks.find() !== undefined || launch.enrolment === undefined) return;
    await enrol(launch.enrolment.relayUrl, launch.enrolment.code, undefined).catch((error: unknown) => {
      log.warn('enrolment at start failed', { message: String(error) });
    });
  }
}
