import { checkExternalUrl } from '../app-url.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Context } from '../context.ts';
import type { ConnectLink } from '../links/connect-link.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

/** What the window needs to paint its frame, and the few things of the system that it may ask for. */
export function createFrameHandlers(context: Context): HandlersOf<'app'> {
  return {
    async 'app:get-snapshot'() {
      const lock = await context.lock.describe();
      // A locked desk tells as much as one that nobody has signed in on.
      const desk = lock?.isLocked === true ? undefined : context.findDesk();
      // Read before the database is asked: a change in between has a higher revision and is applied again.
      const revision = context.changes.revision();
      const frame = await desk?.db.getFrame();
      const link = context.links.find();
      const update = context.updates.ready();
      const updateNews = context.updateNews.find();
      const lastPlace = context.openPlace.find();
      const proxyQuestion = context.proxyCredentials.question();
      return {
        revision,
        appVersion: context.system.appVersion,
        isOpening: context.isOpening(),
        agencyName: desk?.agencyName ?? '',
        // The log may know of a change that came after this connection's welcome.
        ...(desk === undefined ? {} : { user: frame?.user ?? desk.user() }),
        connection: desk?.connection() ?? { state: 'signed-out' as const },
        channels: frame?.channels ?? [],
        unreadCount: frame?.unreadCount ?? 0,
        notices: [...context.notices.list()],
        preferences: context.preferences.get(),
        managed: describeManaged(context.managed),
        ...(link === undefined ? {} : { connectLink: describeLink(link) }),
        ...(proxyQuestion === undefined ? {} : { proxyQuestion }),
        ...(update === undefined ? {} : { update }),
        ...(updateNews === undefined ? {} : { updateNews }),
        updatesItself: context.updates.isOn,
        canLaunchAtLogin: context.system.canLaunchAtLogin,
        ...(lock === undefined ? {} : { lock }),
        ...(lastPlace === undefined || desk === undefined ? {} : { lastPlace }),
      };
    },
    async 'app:save-place'(place) {
      context.openPlace.save(place);
      return {};
    },
    async 'app:copy-text'({ text }) {
      await context.system.copyText(text);
      return {};
    },
    async 'app:dismiss-notice'({ id }) {
      context.notices.dismiss(id);
      return {};
    },
    async 'app:open-link'({ url }) {
      const checked = checkExternalUrl(url);
      if (checked === undefined) throw new AppError('invalid-input', 'This link is not safe to open.');
      await context.system.openExternal(checked);
      return {};
    },
  };
}

function describeManaged({ relayUrl, agencyName, preferences, areUpdatesSettled }: Context['managed']) {
  return {
    ...(relayUrl === undefined ? {} : { relayUrl }),
    ...(agencyName === undefined ? {} : { agencyName }),
    preferences: [...preferences],
    areUpdatesSettled,
  };
}

function describeLink({ relayUrl, code, agencyName }: ConnectLink) {
  return { relayUrl, code, ...(agencyName === undefined ? {} : { agencyName }) };
}
