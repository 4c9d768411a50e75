/** A key of the whole window. The sheet shows it, and `findShortcut` finds it: there is no second list. */
export type WindowKey = {
  readonly id: string;
  readonly group: 'Everywhere' | 'Chat';
  readonly name: string;
  /** As people read it; `Mod` is ⌘ or Ctrl. */
  readonly keys: string;
  /** Each press that means it. */
  readonly presses: readonly Press[];
};

/** `key` as the browser names it, in small letters; digits by their place on the keyboard, `1` to `9`. */
type Press = {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
};

const mod = (key: string): Press => ({ key, mod: true });
const modShift = (key: string): Press => ({ key, mod: true, shift: true });
const NINE = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const WINDOW_KEYS = [
  {
    id: 'switcher',
    group: 'Everywhere',
    name: 'Find a person or conversation',
    keys: 'Mod K',
    presses: [mod('k')],
  },
  {
    id: 'place',
    group: 'Everywhere',
    name: 'Records, Inbox, Settings',
    keys: 'Alt 1 2 3',
    presses: ['1', '2', '3'].map((key) => ({ key, alt: true })),
  },
  { id: 'settings', group: 'Everywhere', name: 'Settings', keys: 'Mod ,', presses: [mod(',')] },
  { id: 'new', group: 'Everywhere', name: 'New conversation', keys: 'Mod N', presses: [mod('n')] },
  { id: 'filter', group: 'Everywhere', name: 'Find in the list', keys: 'Mod F', presses: [mod('f')] },
  {
    id: 'nth',
    group: 'Everywhere',
    name: 'First to ninth conversation',
    keys: 'Mod 1 … 9',
    presses: NINE.map(mod),
  },
  {
    id: 'previous',
    group: 'Everywhere',
    name: 'Previous conversation',
    keys: 'Alt ↑',
    presses: [{ key: 'arrowup', alt: true }],
  },
  {
    id: 'next',
    group: 'Everywhere',
    name: 'Next conversation',
    keys: 'Alt ↓',
    presses: [{ key: 'arrowdown', alt: true }],
  },
  {
    id: 'previous-unread',
    group: 'Everywhere',
    name: 'Previous unread conversation',
    keys: 'Alt Shift ↑',
    presses: [{ key: 'arrowup', alt: true, shift: true }],
  },
  {
    id: 'next-unread',
    group: 'Everywhere',
    name: 'Next unread conversation',
    keys: 'Alt Shift ↓',
    presses: [{ key: 'arrowdown', alt: true, shift: true }],
  },
  {
    id: 'sheet',
    group: 'Everywhere',
    name: 'This sheet',
    keys: '? or Mod /',
    presses: [mod('/'), { key: '?', shift: true }, { key: '?' }],
  },
  { id: 'write', group: 'Chat', name: 'To the box', keys: 'Mod Shift T', presses: [modShift('t')] },
  {
    id: 'enlarge',
    group: 'Chat',
    name: 'A large box, and a small one',
    keys: 'Mod Shift K',
    presses: [modShift('k')],
  },
  { id: 'attach', group: 'Chat', name: 'Attach files', keys: 'Mod U', presses: [mod('u')] },
  { id: 'unread', group: 'Chat', name: 'Mark as unread', keys: 'Mod Shift U', presses: [modShift('u')] },
  {
    id: 'find',
    group: 'Chat',
    name: 'Find in the conversation',
    keys: 'Mod Shift F',
    presses: [modShift('f')],
  },
  {
    id: 'reply',
    group: 'Chat',
    name: 'Reply to the message in focus, or the last',
    keys: 'Mod Shift R',
    presses: [modShift('r')],
  },
  { id: 'react', group: 'Chat', name: 'React to the message', keys: 'Mod Shift E', presses: [modShift('e')] },
  {
    id: 'files',
    group: 'Chat',
    name: 'Files, pictures and links',
    keys: 'Mod Shift M',
    presses: [modShift('m')],
  },
  { id: 'info', group: 'Chat', name: 'Info on the message', keys: 'Mod D', presses: [mod('d')] },
  {
    id: 'about',
    group: 'Chat',
    name: 'About this conversation',
    keys: 'Mod Shift D',
    presses: [modShift('d')],
  },
] as const satisfies readonly WindowKey[];

export type WindowKeyId = (typeof WINDOW_KEYS)[number]['id'];

/** Keys of one place, which handles them where it has the focus. */
export const PLACE_KEYS = [
  {
    title: 'Lists',
    keys: [
      ['Move', '↑ ↓'],
      ['First, last', 'Home End'],
      ['A page up, down', 'PgUp PgDn'],
      ['Open', 'Enter'],
      ['To the Message icon', 'Tab'],
    ],
  },
  {
    title: 'Writing and messages',
    keys: [
      ['Send', 'Enter'],
      ['New line', 'Shift Enter'],
      ['Send from the large box', 'Mod Enter'],
      ['Send a template', 'Mod Enter'],
      ['Emoji by its name', ':name'],
      ['Canned reply', '/name'],
      ['Into the messages', 'Shift Tab'],
      ['Reply to the message', 'R'],
      ['Reply to the last, from the empty box', '↑'],
      ['File it on the record', 'F'],
      ['Copy the message', 'Mod C'],
      ['Select the messages in view', 'Mod A'],
      ['Back to the box, close what is on top', 'Esc'],
    ],
  },
] as const;

export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly isMod: boolean;
  readonly isShift: boolean;
  readonly isAlt: boolean;
};

/** What a key of the window means, and which of its presses it was (from 0). */
export function findShortcut(pressed: KeyPress): { id: WindowKeyId; index: number } | undefined {
  // Option on a Mac and other keyboards put signs on the digits.
  const key = /^Digit([1-9])$/.exec(pressed.code)?.[1] ?? pressed.key.toLowerCase();
  for (const { id, presses } of WINDOW_KEYS) {
    const index = presses.findIndex(
      (press: Press) =>
        (press.key === key || press.key === pressed.key) &&
        (press.mod ?? false) === pressed.isMod &&
        (press.alt ?? false) === pressed.isAlt &&
        (press.shift ?? false) === pressed.isShift,
    );
    if (index !== -1) return { id, index };
  }
  return undefined;
}
