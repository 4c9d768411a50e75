import { z } from 'zod';
import { MANAGED_PREFERENCES, preferencesSchema, type Preferences } from '../../shared/domain/preferences.ts';
import { checkServiceUrl } from '../account/service-url.ts';

const flag = z.boolean({ error: 'must be true or false' });
const agencyName = z
  .string({ error: 'must be text' })
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 characters')
  .regex(/^\P{Cc}*$/u, 'must be one line of text');
const relayAddress = z
  .string({ error: 'must be text' })
  .max(500, 'must have at most 500 characters')
  .transform((typed, context) => {
    const checked = checkServiceUrl(typed);
    if (checked !== undefined) return checked;
    context.addIssue('must begin with https:// and name the agency’s relay');
    return z.NEVER;
  });

const updateFeed = z
  .string({ error: 'must be text' })
  .max(500, 'must have at most 500 characters')
  .transform((typed, context) => {
    const checked = checkServiceUrl(typed);
    if (checked !== undefined) return checked;
    context.addIssue('must begin with https:// and name the folder with the updates');
    return z.NEVER;
  });

/** What an administrator may settle for a desktop, one by one. The registry and macOS write the names with a capital. */
export const MANAGED_FIELDS = {
  relayAddress,
  agencyName,
  /** The user cannot change what is named here. */
  notificationContent: preferencesSchema.shape.notificationContent
    .unwrap()
    .describe('name-and-text, name or nothing'),
  lockAfterMinutes: preferencesSchema.shape.lockAfter
    .unwrap()
    .describe('never, 5, 15, 30 or 60, in quotation marks'),
  startAtLogin: flag,
  keepInTray: flag,
  /** Off: the administrator brings the updates. */
  updateAutomatically: flag,
  updateFeed,
} as const;

export type ManagedName = keyof typeof MANAGED_FIELDS;
export type ManagedSettings = { readonly [Name in ManagedName]?: z.infer<(typeof MANAGED_FIELDS)[Name]> };
// Object.keys forgets that the names are those of the object.
export const MANAGED_NAMES = Object.keys(MANAGED_FIELDS) as readonly ManagedName[];

export type ManagedFindings = {
  readonly settings: ManagedSettings;
  /** What could not be used and why, in words that name no value. */
  readonly problems: readonly string[];
};

/** Takes what can be understood, each setting on its own; the rest is told. */
export function readManagedSettings(raw: unknown): ManagedFindings {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { settings: {}, problems: ['it must be one object in braces'] };
  }
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (!isManagedName(name)) {
      problems.push(`${quote(name)} is no setting`);
      continue;
    }
    const parsed = MANAGED_FIELDS[name].safeParse(value);
    if (parsed.success) settings[name] = parsed.data;
    else problems.push(`${name} ${describeIssue(name, parsed.error)}`);
  }
  return { settings, problems: problems.slice(0, MAX_PROBLEMS) };
}

/** The preferences that the user cannot change, with their values. */
export function managedPreferences(settings: ManagedSettings): Partial<Preferences> {
  const { notificationContent, lockAfterMinutes, startAtLogin, keepInTray } = settings;
  return {
    ...(notificationContent === undefined ? {} : { notificationContent }),
    ...(lockAfterMinutes === undefined ? {} : { lockAfter: lockAfterMinutes }),
    ...(startAtLogin === undefined ? {} : { isLaunchedAtLogin: startAtLogin }),
    ...(keepInTray === undefined ? {} : { isClosedToTray: keepInTray }),
  };
}

/** What the user is told of it: from where, and which choices are not theirs. */
export function describeManaged(settings: ManagedSettings, preferences: Partial<Preferences>) {
  const { relayAddress, agencyName, updateAutomatically, updateFeed } = settings;
  return {
    relayUrl: relayAddress,
    agencyName,
    areUpdatesSettled: updateAutomatically !== undefined || updateFeed !== undefined,
    preferences: MANAGED_PREFERENCES.filter((name) => Object.hasOwn(preferences, name)),
  };
}

const MAX_PROBLEMS = 5;

function isManagedName(name: string): name is ManagedName {
  return Object.hasOwn(MANAGED_FIELDS, name);
}

function describeIssue(name: ManagedName, error: z.ZodError): string {
  const choices = MANAGED_FIELDS[name].description;
  return choices === undefined ? (error.issues[0]?.message ?? 'cannot be used') : `must be ${choices}`;
}

function quote(name: string): string {
  return `“${name.replaceAll(/\P{L}/gu, (mark) => (/[\d_-]/u.test(mark) ? mark : '·')).slice(0, 40)}”`;
}
