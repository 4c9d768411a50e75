import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import Conf from 'conf';
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

/** Opens the settings file in `folder`. An unreadable one is set aside, never deleted, and the app starts afresh. */
export async function openLocalSettings(folder: string, now: () => number): Promise<LocalSettingsStore> {
  const file = join(folder, 'settings.json');
  try {
    return wrap(readStore(folder), undefined);
  } catch {
    const setAside = `${file}.corrupt-${now()}`;
    await rename(file, setAside);
    return wrap(readStore(folder), setAside);
  }
}

type Backing = { readonly store: Conf<{ settings?: unknown }>; readonly value: LocalSettings };

function readStore(folder: string): Backing {
  const store = new Conf<{ settings?: unknown }>({
    cwd: folder,
    configName: 'settings',
    configFileMode: 0o600,
  });
  const raw = store.get('settings');
  return { store, value: raw === undefined ? EMPTY : localSettingsSchema.parse(raw) };
}

function wrap({ store, value }: Backing, setAside: string | undefined): LocalSettingsStore {
  let current = value;
  return {
    get: () => current,
    update(change) {
      const next = Object.fromEntries(
        Object.entries({ ...current, ...change }).filter(([, part]) => part !== undefined),
      );
      current = localSettingsSchema.parse(next);
      store.set('settings', current);
    },
    setAside,
  };
}
