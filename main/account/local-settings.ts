import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { userSchema } from '../../shared/protocol/events.ts';

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
  schemaVersion: z.literal(1),
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
  window: windowStateSchema.optional(),
  hasToldAboutTray: z.boolean().optional(),
  /** The version that ran last: after an update, what an older one could not use is tried again. */
  appVersion: z.string().optional(),
  secrets: z.record(z.string(), sealedSchema).default({}),
});
export type LocalSettings = z.infer<typeof localSettingsSchema>;

const EMPTY: LocalSettings = { schemaVersion: 1, secrets: {} };

export type LocalSettingsStore = {
  get(): LocalSettings;
  /** Replaces the named parts; `undefined` removes one. Written to disk before it returns. */
  update(change: { readonly [Key in keyof LocalSettings]?: LocalSettings[Key] | undefined }): void;
  /** Where an unreadable file was set aside, if that happened at start. */
  readonly setAside: string | undefined;
};

/** A file of one value, replaced as a whole. `open` throws when it cannot be read. */
export type SettingsFile = { read(): unknown; write(value: unknown): void };
export type OpenSettingsFile = (folder: string, name: string) => SettingsFile;

/** Opens the settings file in `folder`. An unreadable one is set aside, never deleted, and the app starts afresh. */
export async function openLocalSettings(
  folder: string,
  openFile: OpenSettingsFile,
  now: () => number,
): Promise<LocalSettingsStore> {
  const file = join(folder, `${NAME}.json`);
  try {
    return wrap(readFile(openFile(folder, NAME)), undefined);
  } catch {
    const setAside = `${file}.corrupt-${now()}`;
    await rename(file, setAside);
    return wrap(readFile(openFile(folder, NAME)), setAside);
  }
}

const NAME = 'settings';

type Backing = { readonly file: SettingsFile; readonly value: LocalSettings };

function readFile(file: SettingsFile): Backing {
  const raw = file.read();
  return { file, value: raw === undefined ? EMPTY : localSettingsSchema.parse(raw) };
}

function wrap({ file, value }: Backing, setAside: string | undefined): LocalSettingsStore {
  let current = value;
  return {
    get: () => current,
    update(change) {
      const next = Object.fromEntries(
        Object.entries({ ...current, ...change }).filter(([, part]) => part !== undefined),
      );
      current = localSettingsSchema.parse(next);
      file.write(current);
    },
    setAside,
  };
}
