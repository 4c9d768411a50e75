import type { Preferences } from '../../shared/domain/preferences.ts';
import type { ManagedName } from '../../main/provisioning/managed-settings.ts';

/** What an administrator reads beside each policy, and a value that shows its form. */
export const POLICY_WORDS = {
  relayAddress: {
    title: 'Address of the relay',
    explanation:
      'The address of your agency’s relay, which begins with https://. The sign-in page shows it and lets nobody change it.',
    example: 'https://relay.your-agency.co.uk',
  },
  agencyName: {
    title: 'Name of the agency',
    explanation: 'Told on the sign-in page. At most 100 characters.',
    example: 'Your Agency',
  },
  notificationContent: {
    title: 'What a notification shows',
    explanation: 'What others can read on the screen when a candidate replies. Users cannot change it then.',
    example: 'name',
  },
  lockAfterMinutes: {
    title: 'Lock when nobody uses the computer',
    explanation:
      'After so many minutes the app hides everything and asks for a PIN that the user has chosen, or for Touch ID. Users cannot change the time then.',
    example: '15',
  },
  startAtLogin: {
    title: 'Start when the user logs in',
    explanation:
      'Enabled: the app starts in the tray, so that no reply is missed. Disabled: it does not. Users cannot change it then.',
    example: true,
  },
  keepInTray: {
    title: 'Keep running when the window is closed',
    explanation:
      'Enabled: closing the window leaves the app in the tray. Disabled: it quits. Users cannot change it then.',
    example: true,
  },
  updateAutomatically: {
    title: 'Keep the app up to date by itself',
    explanation:
      'Enabled, or not configured: a new version is fetched, verified, and put in place when nobody is working. Disabled: the app asks nobody, and you distribute new versions. Installations by MSI never update themselves.',
    example: true,
  },
  updateFeed: {
    title: 'Address of the updates',
    explanation:
      'A folder on a web server of yours, which begins with https:// and holds the files of a release, instead of the publisher’s. The publisher’s signature counts all the same.',
    example: 'https://updates.your-agency.co.uk/colleague',
  },
} as const satisfies Record<
  ManagedName,
  { readonly title: string; readonly explanation: string; readonly example: string | boolean }
>;

/** The values of the settings that are chosen from a list, in words. */
export const CHOICE_WORDS = {
  'name-and-text': 'Name and message',
  name: 'Name only',
  nothing: 'Neither',
  never: 'Never',
  5: '5 minutes',
  15: '15 minutes',
  30: '30 minutes',
  60: 'An hour',
} as const satisfies Record<Preferences['notificationContent' | 'lockAfter'], string>;

/** As policies write the name of a setting. */
export function policyName(name: ManagedName): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
