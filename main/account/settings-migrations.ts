/** The version that this app writes. */
export const SETTINGS_VERSION = 2;

type Parts = Readonly<Record<string, unknown>>;

/** From each version to the next, in order: the first makes a 2 of a 1. Never edit one that has shipped. */
const MIGRATIONS: readonly ((parts: Parts) => Parts)[] = [
  // 2: preferences; before, a window remembered its theme for itself.
  (parts) => ({ ...parts, preferences: {} }),
];

/**
 * Settings of any version, brought to the present form as far as that is known: those of a newer app are taken as they
 * are, part by part. Undefined for what never were settings.
 */
export function migrateSettings(raw: unknown): Parts | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  let parts: Parts = { ...raw };
  const version = parts['schemaVersion'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return undefined;
  if (version > SETTINGS_VERSION) return parts;
  for (const migrate of MIGRATIONS.slice(version - 1)) parts = migrate(parts);
  return { ...parts, schemaVersion: SETTINGS_VERSION };
}
