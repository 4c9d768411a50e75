import type { EmojiData } from 'frimousse';
import { isEmojiDrawn } from './is-emoji-drawn.ts';

/** An emoji by the names people type between colons. */
export type NamedEmoji = {
  readonly emoji: string;
  readonly label: string;
  readonly codes: readonly string[];
};

export type LoadedEmoji = { readonly picker: EmojiData; readonly named: readonly NamedEmoji[] };

let loading: Promise<LoadedEmoji> | undefined;

/** Emojibase's list in British English, out of our own bundle: nothing is fetched from a network. Read once. */
export function loadEmoji(): Promise<LoadedEmoji> {
  loading ??= readEmoji();
  return loading;
}

async function readEmoji(): Promise<LoadedEmoji> {
  const [data, messages, shortcodes] = await Promise.all([
    import('emojibase-data/en-gb/data.json'),
    import('emojibase-data/en-gb/messages.json'),
    import('emojibase-data/en/shortcodes/github.json'),
  ]);
  const flags = new Set(
    messages.default.subgroups
      .filter(({ key }) => key === 'country-flag' || key === 'subdivision-flag')
      .map(({ order }) => order),
  );
  const newest = findNewestDrawn(data.default);
  const hasFlags = isEmojiDrawn('🇪🇺');
  const shown = data.default.filter(
    ({ group, version, subgroup = -1 }) =>
      group !== undefined && version <= newest && (hasFlags || !flags.has(subgroup)),
  );
  const codesOf = new Map(
    Object.entries(shortcodes.default).map(([hexcode, codes]) => [plainHex(hexcode), [codes].flat()]),
  );
  return {
    picker: {
      locale: 'en-gb',
      categories: messages.default.groups
        .filter(({ key }) => key !== 'component')
        .map(({ order, message }) => ({ index: order, label: capitalise(message) })),
      skinTones: TONE_LABELS,
      emojis: shown.map(({ emoji, group = 0, version, label, tags = [], skins, hexcode }) => ({
        emoji,
        category: group,
        version,
        label: capitalise(label),
        tags: [...tags, ...(codesOf.get(plainHex(hexcode)) ?? [])],
        skins: readSkins(skins),
      })),
    },
    named: shown.map(({ emoji, label, hexcode }) => ({
      emoji,
      label,
      codes: codesOf.get(plainHex(hexcode)) ?? [],
    })),
  };
}

const TONE_LABELS = {
  light: 'Light skin tone',
  'medium-light': 'Medium-light skin tone',
  medium: 'Medium skin tone',
  'medium-dark': 'Medium-dark skin tone',
  dark: 'Dark skin tone',
} as const;

/** Emojibase numbers the tones 1 (light) to 5 (dark). */
const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

type Skin = { readonly emoji: string; readonly tone?: number | readonly number[] | undefined };

/** All five, or none: two people of different tones have no single one. */
function readSkins(skins: readonly Skin[] | undefined): Record<(typeof TONES)[number], string> | undefined {
  const byTone = (tone: number) => skins?.find((skin) => skin.tone === tone)?.emoji;
  const [light, mediumLight, medium, mediumDark, dark] = [1, 2, 3, 4, 5].map(byTone);
  if (!light || !mediumLight || !medium || !mediumDark || !dark) return undefined;
  return { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark };
}

/** The newest Emoji version that this computer's font has; all of them where it can draw none at all. */
function findNewestDrawn(emojis: readonly { readonly emoji: string; readonly version: number }[]): number {
  const samples = new Map<number, string>();
  for (const { emoji, version } of emojis) if (version > 0) samples.set(version, emoji);
  const versions = [...samples.keys()].toSorted((one, other) => other - one);
  return versions.find((version) => isEmojiDrawn(samples.get(version) ?? '')) ?? versions[0] ?? 0;
}

/** GitHub's list leaves the variation selector out, Emojibase has it. */
function plainHex(hexcode: string): string {
  return hexcode.replaceAll('-FE0F', '');
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
