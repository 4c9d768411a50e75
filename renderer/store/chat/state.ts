import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import type { ConversationDetails, MessageView } from '../../../shared/ipc/views.ts';

/** Where the transcript stands when it opens. */
export type Landing =
  | { readonly kind: 'newest' }
  | { readonly kind: 'unread'; readonly messageId: MessageId }
  | { readonly kind: 'message'; readonly messageId: MessageId };

export type ChatState = {
  readonly conversationId: ConversationId | undefined;
  /** `lost`: the conversation has left the user's sight. */
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed' | 'lost';
  readonly failure: string | undefined;
  readonly details: ConversationDetails | undefined;
  /** A stretch without gaps, oldest first. */
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** Counts stretches: a new one is a new list, not a change of the old. */
  readonly stretch: number;
  /** First message of the stretch when it was opened: what is put before it moves nothing. */
  readonly anchorId: MessageId | undefined;
  readonly landing: Landing;
  /** The first message that was new when the chat was opened, or when the user looked away. */
  readonly dividerId: MessageId | undefined;
  /** Everything up to here was seen in a focused window. */
  readonly seenUpTo: string;
  /** A message to point at for a moment. */
  readonly flash: { readonly messageId: MessageId; readonly visit: number } | undefined;
  /** The reply from which the user went to what it quotes: the way back. */
  readonly returnId: MessageId | undefined;
  /** The message whose info is shown. */
  readonly infoId: MessageId | undefined;
  /** The message to which a reaction is being chosen. */
  readonly reactingId: MessageId | undefined;
  readonly quotes: Readonly<Record<ConversationId, MessageView>>;
  /** What is typed, by conversation; kept here too, so that no failure can lose it. */
  readonly drafts: Readonly<Record<ConversationId, string>>;
  readonly sendFailures: Readonly<Record<ConversationId, string>>;
};

export const initialChat: ChatState = {
  conversationId: undefined,
  phase: 'idle',
  failure: undefined,
  details: undefined,
  messages: [],
  hasOlder: false,
  hasNewer: false,
  stretch: 0,
  anchorId: undefined,
  landing: { kind: 'newest' },
  dividerId: undefined,
  seenUpTo: '',
  flash: undefined,
  returnId: undefined,
  infoId: undefined,
  reactingId: undefined,
  quotes: {},
  drafts: {},
  sendFailures: {},
};
