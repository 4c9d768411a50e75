import { Popover } from '@base-ui/react/popover';
import { type ComponentProps, lazy, type ReactElement, Suspense, useState } from 'react';
import popup from '../components/popup.module.css';
import { readChoice, rememberChoice } from './remembered.ts';

const EmojiPicker = lazy(async () => ({
  default: (await import('../components/emoji-picker.tsx')).EmojiPicker,
}));

type EmojiMenuProps = {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onPick: (emoji: string) => void;
  /** Where the focus goes when it closes; without it back to the button. */
  readonly finalFocus?: ComponentProps<typeof Popover.Popup>['finalFocus'];
  readonly align?: 'start' | 'center' | 'end';
};

/** A button with all emoji behind it. The last nine chosen and the skin tone are remembered for every such button. */
export function EmojiMenu({ trigger, onPick, finalFocus, align = 'end' }: EmojiMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [skinTone, setSkinTone] = useState(readSkinTone);
  const pick = (emoji: string) => {
    rememberChoice(
      RECENTS,
      [emoji, ...readRecents().filter((other) => other !== emoji)].slice(0, MAX_RECENTS),
    );
    setIsOpen(false);
    onPick(emoji);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner side="top" align={align} sideOffset={6} className={popup['positioner']}>
          <Popover.Popup
            className={popup['popup']}
            aria-label="Choose an emoji"
            {...(finalFocus === undefined ? {} : { finalFocus })}
          >
            <Suspense fallback={<p className={popup['group']}>Loading the emoji…</p>}>
              <EmojiPicker
                recents={readRecents()}
                skinTone={skinTone}
                onSkinTone={(tone) => {
                  rememberChoice(SKIN_TONE, tone);
                  setSkinTone(tone);
                }}
                onPick={pick}
              />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const RECENTS = 'emoji.recent';
const SKIN_TONE = 'emoji.skin-tone';
const MAX_RECENTS = 9;
const TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

function readRecents(): readonly string[] {
  const read = (value: unknown) =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
  return readChoice(RECENTS, read)?.slice(0, MAX_RECENTS) ?? [];
}

function readSkinTone(): (typeof TONES)[number] {
  return readChoice(SKIN_TONE, (value) => TONES.find((tone) => tone === value)) ?? 'none';
}
