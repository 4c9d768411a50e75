import type { ConversationId, MessageId, RecordId } from '../../../shared/domain/ids.ts';

export type Place = 'records' | 'inbox' | 'settings';
/** The pages of the settings. */
export type SettingsSection =
  | 'own-number'
  | 'preferences'
  | 'canned-replies'
  | 'guide'
  | 'company-number'
  | 'costs'
  | 'users'
  | 'templates'
  | 'doctor';
export type RecordTab = 'details' | 'whatsapp' | 'files' | 'history';

/** Whom a new message goes to: somebody on a record, or the person of an existing conversation. */
export type ComposeTarget =
  | { readonly kind: 'record'; readonly recordId: RecordId; readonly e164?: string }
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId };

/** What the pane on the right shows. Choosing the same message again makes a new object: a new visit. */
export type ChatPane =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'chat';
      readonly conversationId: ConversationId;
      readonly messageId?: MessageId;
    }
  | { readonly kind: 'compose'; readonly target: ComposeTarget };

export type Overlay = 'switcher' | 'shortcuts' | 'sign-out' | 'diagnostics' | 'replies' | 'files';

/** Which pane is in front where the window is too narrow for all. */
export type Front = 'list' | 'record' | 'chat';

export type NavigationState = {
  readonly place: Place;
  readonly recordId: RecordId | undefined;
  readonly recordTab: RecordTab;
  readonly settingsSection: SettingsSection;
  /** Each place keeps its own pane. */
  readonly panes: { readonly records: ChatPane; readonly inbox: ChatPane };
  readonly front: Front;
  readonly overlay: Overlay | undefined;
  /** What the switcher looks for when it opens. */
  readonly sought: string;
};

export const initialNavigation: NavigationState = {
  place: 'records',
  recordId: undefined,
  recordTab: 'whatsapp',
  settingsSection: 'own-number',
  panes: { records: { kind: 'none' }, inbox: { kind: 'none' } },
  front: 'list',
  overlay: undefined,
  sought: '',
};
