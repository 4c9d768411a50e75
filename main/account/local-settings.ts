import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { preferencesSchema } from '../../shared/domain/preferences.ts';
import { openPlaceSchema } from '../../shared/ipc/views.ts';
import { userSchema } from '../../shared/protocol/events.ts';
import { migrateSettings, SETTINGS_VERSION } from './settings-migrations.ts';

export const windowStateSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

const sealedSchema = z.object({ v: z.literal(1), ciphertext: z.string() });
export type Sealed = z.infer<typeof sealedSchema>;

/** Everything this desktop keeps outside the database. Nothing here is secret: secrets are sealed first. */
const localSettingsSchema = z.object({
  schemaVersion: z.literal(SETTINGS_VERSION),
  account: z
    .object({
      relayUrl: z.string(),
      agencyName: z.string(),
      /** As the relay last described the user. */
      user: userSchema,
      deviceId: z.string(),
    })
    .optional(),
  ownNumber: z
    .object({
      phoneNumber: z.string(),
      wabaId: z.string(),
      phoneNumberId: z.string(),
      graphVersion: z.string(),
      tokenLast4: z.string(),
      checkedAt: z.number().optional(),
    })
    .optional(),
  preferences: preferencesSchema,
  /** Whose things are being removed from this desktop: an interrupted removal is finished at the next start. */
  leaving: z.object({ userId: z.string() }).optional(),
  /** An administrator has removed this desktop. Said on the sign-in page until somebody signs in or has read it. */
  wasRemoved: z.boolean().optional(),
  window: windowStateSchema.optional(),
  /** Set while the app runs: found at a start, the one before did not end as it should. */
  isRunning: z.boolean().optional(),
  /** How often what went down on this desktop; see `Crashes`. */
  crashes: z.object({ app: z.int(), fault: z.int(), window: z.int(), database: z.int() }).optional(),
  /** Wrong PINs since the last right one, and when the last was. */
  lockFailures: z.object({ count: z.int(), at: z.number() }).optional(),
  /** What the window showed last. */
  lastPlace: openPlaceSchema.optional(),
  hasToldAboutTray: z.boolean().optional(),
  /** Steps of the set-up guide that were ticked. */
  guideDone: z.array(z.string().max(100)).max(100).optional(),
  /** The version that ran last: after an update, what an older one could not use is tried again. */
  appVersion: z.string().optional(),
  /** What is new in the version that an update brings, for after it. */
  updateNews: z.object({ version: z.string().max(100), notes: z.string().max(10_000) }).optional(),
  secrets: z.record(z.string(), sealedSchema),
});
export type LocalSettings = z.infer<typeof localSettingsSchema>;

/** A part of the settings whose loss the user has to hear of. */
export type SettingsPart = 'everything' | 'account' | 'ownNumber' | 'preferences' | 'secrets';

/** What became of a file that could not be read whole. */
export type Damage = {
  /** Where the file as it was has been put. */
  readonly file: string;
  /** The parts that could not be kept. */
  readonly lost: readonly SettingsPart[];
};

export type LocalSettingsStore = {
  get(): LocalSettings;
  /** Replaces the named parts; `undefined` removes one. Written to disk before it returns. */
  update(change: { readonly [Key in keyof LocalSettings]?: LocalSettings[Key] | undefined }): void;
  /** Present if the file was damaged when it was opened. */
  readonly damage: Damage | undefined;
};

/** A file of one value, replaced as a whole. `open` throws when it cannot be read. */
export type SettingsFile = { read(): unknown; write(value: unknown): void };
export type OpenSettingsFile = (folder: string, name: string) => SettingsFile;

const NAME = 'settings';

/**
 * Opens the settings file in `folder`. A damaged one is set aside, never deleted; every part of it that can still be
 * understood is kept, and the app starts.
 */
export async function openLocalSettings(
  folder: string,
  openFile: OpenSettingsFile,
  now: () => number,
): Promise<LocalSettingsStore> {
  const read = tryToRead(folder, openFile);
  if (read.isWhole) return createStore(read.file, read.value, undefined);
  const path = join(folder, `${NAME}.json`);
  const aside = `${path}.corrupt-${now()}`;
  await rename(path, aside);
  const file = openFile(folder, NAME);
  file.write(read.value);
  return createStore(file, read.value, { file: aside, lost: read.lost });
}

type Whole = { readonly isWhole: true; readonly value: LocalSettings };
type Salvaged = {
  readonly isWhole: false;
  readonly value: LocalSettings;
  readonly lost: readonly SettingsPart[];
};

function tryToRead(
  folder: string,
  openFile: OpenSettingsFile,
): (Whole & { readonly file: SettingsFile }) | Salvaged {
  try {
    const file = openFile(folder, NAME);
    const found = understand(file.read());
    return found.isWhole ? { ...found, file } : found;
  } catch {
    return loseEverything();
  }
}

function understand(raw: unknown): Whole | Salvaged {
  if (raw === undefined) return { isWhole: true, value: createEmpty() };
  const migrated = migrateSettings(raw);
  if (migrated === undefined) return loseEverything();
  const whole = localSettingsSchema.safeParse(migrated);
  return whole.success ? { isWhole: true, value: whole.data } : salvage(migrated);
}

function loseEverything(): Salvaged {
  return { isWhole: false, value: createEmpty(), lost: ['everything'] };
}

const SPOKEN_PARTS: Readonly<Partial<Record<string, SettingsPart>>> = {
  account: 'account',
  ownNumber: 'ownNumber',
  preferences: 'preferences',
  secrets: 'secrets',
};

/** Each part on its own. A part that nobody would miss (where the window was) is lost without a word. */
function salvage(raw: Readonly<Record<string, unknown>>): Salvaged {
  const kept: Record<string, unknown> = createEmpty();
  const lost: SettingsPart[] = [];
  for (const [name, schema] of Object.entries(localSettingsSchema.shape)) {
    if (name === 'schemaVersion') continue;
    const part = schema.safeParse(raw[name]);
    if (part.success) kept[name] = part.data;
    else if (SPOKEN_PARTS[name] !== undefined) lost.push(SPOKEN_PARTS[name]);
  }
  return { isWhole: false, value: localSettingsSchema.parse(dropAbsent(kept)), lost };
}

function createEmpty(): LocalSettings {
  return { schemaVersion: SETTINGS_VERSION, preferences: preferencesSchema.parse({}), secrets: {} };
}

function dropAbsent(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

function createStore(
  file: SettingsFile,
  value: LocalSettings,
  damage: Damage | undefined,
): LocalSettingsStore {
  let current = value;
  return {
    get: () => current,
    update(change) {
      current = localSettingsSchema.parse(dropAbsent({ ...current, ...change }));
      file.write(current);
    },
    damage,
  };
}
