import { EmojiPicker as Parts, type SkinTone } from 'frimousse';
import { type ComponentProps, useEffect, useRef } from 'react';
import { loadEmoji } from './emoji-data.ts';
import classes from './emoji-picker.module.css';

type EmojiPickerProps = {
  /** Most recent first. */
  readonly recents: readonly string[];
  readonly skinTone: SkinTone;
  readonly onSkinTone: (skinTone: SkinTone) => void;
  readonly onPick: (emoji: string) => void;
};

const COLUMNS = 9;

/** All emoji with a search, by keyboard too. Large: load it with `import()`, as `screens/emoji-menu.tsx` does. */
export function EmojiPicker({ recents, skinTone, onSkinTone, onPick }: EmojiPickerProps) {
  const search = useRef<HTMLInputElement>(null);
  // It is loaded after its popup has opened and has placed the focus.
  useEffect(() => search.current?.focus(), []);
  return (
    <Parts.Root
      className={classes['picker']}
      aria-label="Emoji"
      locale="en-gb"
      columns={COLUMNS}
      skinTone={skinTone}
      resolveEmojiData={async () => (await loadEmoji()).picker}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <div className={classes['head']}>
        <Parts.Search
          className={classes['search']}
          ref={search}
          placeholder="Search emoji"
          aria-label="Search emoji"
        />
        <Parts.SkinTone>
          {({ skinToneVariations }) => (
            <select
              className={classes['tone']}
              aria-label="Skin tone"
              value={skinTone}
              onChange={({ target }) => {
                const chosen = skinToneVariations.find((variation) => variation.skinTone === target.value);
                if (chosen !== undefined) onSkinTone(chosen.skinTone);
              }}
            >
              {skinToneVariations.map((variation) => (
                <option key={variation.skinTone} value={variation.skinTone}>
                  {variation.emoji}
                </option>
              ))}
            </select>
          )}
        </Parts.SkinTone>
      </div>
      {recents.length === 0 ? null : (
        <div className={classes['recents']} role="group" aria-label="Recently used">
          {recents.map((emoji) => (
            <button key={emoji} type="button" className={classes['emoji']} onClick={() => onPick(emoji)}>
              {emoji}
            </button>
          ))}
        </div>
      )}
      <Parts.Viewport className={classes['viewport']}>
        <Parts.Loading className={classes['note']}>Loading the emoji…</Parts.Loading>
        <Parts.Empty className={classes['note']}>
          {({ search }) => `There is no emoji for “${search}”. Try another word.`}
        </Parts.Empty>
        <Parts.List className={classes['list']} components={COMPONENTS} />
      </Parts.Viewport>
      <Parts.ActiveEmoji>
        {({ emoji }) => (
          <p className={classes['foot']}>
            {emoji === undefined ? 'Arrows choose, Enter inserts' : `${emoji.emoji}  ${emoji.label}`}
          </p>
        )}
      </Parts.ActiveEmoji>
    </Parts.Root>
  );
}

const COMPONENTS: NonNullable<ComponentProps<typeof Parts.List>['components']> = {
  CategoryHeader: ({ category, ...rest }) => (
    <div {...rest} className={classes['category']}>
      {category.label}
    </div>
  ),
  Row: ({ children, ...rest }) => (
    <div {...rest} aria-rowindex={withoutNought(rest['aria-rowindex'])} className={classes['row']}>
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...rest }) => {
    const cell = { ...rest, 'aria-colindex': withoutNought(rest['aria-colindex']) };
    return (
      <button {...cell} type="button" className={classes['emoji']}>
        {emoji.emoji}
      </button>
    );
  },
};

/**
 * The library counts rows and columns from nought, which ARIA does not know. The others stay as they are: it looks its rows
 * up by them.
 */
function withoutNought(index: number | undefined): number | undefined {
  return index === 0 ? undefined : index;
}
