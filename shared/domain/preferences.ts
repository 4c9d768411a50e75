import { z } from 'zod';

/** How large the type is, in percent of the usual size. */
export const TEXT_SIZES = [90, 100, 115, 130, 150] as const;

/** Languages whose spelling can be checked; the first is the agency's own. */
export const SPELL_CHECK_LANGUAGES = ['en-GB', 'en-US', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt-PT'] as const;

const minuteOfDay = z.number().int().min(0).max(1_439);

/** Hours in which nothing sounds or pops up. Local time; may pass midnight. */
export const quietHoursSchema = z.object({
  isOn: z.boolean().default(false),
  /** Minutes after midnight. */
  from: minuteOfDay.default(18 * 60),
  /** Minutes after midnight; not part of the quiet time. */
  to: minuteOfDay.default(8 * 60),
  /** Saturday and Sunday are quiet all day. */
  isWeekendQuiet: z.boolean().default(false),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** How the app behaves for one user on one desktop. Every field has the default that a new desktop starts with. */
export const preferencesSchema = z.object({
  hasNotifications: z.boolean().default(true),
  hasSound: z.boolean().default(true),
  /** What a notification shows to whoever looks at the screen. */
  notificationContent: z.enum(['name-and-text', 'name', 'nothing']).default('name-and-text'),
  quietHours: quietHoursSchema.prefault({}),
  /** The other one of the two makes a new line. */
  sendKey: z.enum(['enter', 'modifier-enter']).default('enter'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  textSize: z.literal(TEXT_SIZES).default(100),
  /** Minutes without anybody at the computer after which the window hides everything. */
  lockAfter: z.enum(['never', '5', '15', '30', '60']).default('never'),
  isLaunchedAtLogin: z.boolean().default(false),
  /** Otherwise closing the window quits the app. */
  isClosedToTray: z.boolean().default(true),
  /** Whether persons get blue ticks for what was seen here. */
  hasReadReceipts: z.boolean().default(false),
  /** Whether persons see that somebody types. Means nothing without `hasReadReceipts`: Meta has one only with the other. */
  hasTypingSign: z.boolean().default(false),
  spellCheckLanguage: z.enum(SPELL_CHECK_LANGUAGES).or(z.literal('off')).default('en-GB'),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Those that an administrator may settle for everybody on a computer. */
export const MANAGED_PREFERENCES = [
  'notificationContent',
  'lockAfter',
  'isLaunchedAtLogin',
  'isClosedToTray',
] as const satisfies readonly (keyof Preferences)[];
export type ManagedPreference = (typeof MANAGED_PREFERENCES)[number];

export const DEFAULT_PREFERENCES: Preferences = preferencesSchema.parse({});
