import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';

/** A voice message or another sound that plays, or is stopped in the middle. */
export type Sound = {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  /** "voice message". */
  readonly name: string;
  /** Who sent it. */
  readonly from: string;
};

export const SPEEDS = [1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

export type PlayerState = {
  readonly sound: Sound | undefined;
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly at: number;
  /** Seconds; NaN until it is known. */
  readonly duration: number;
  /** Kept from one sound to the next. */
  readonly speed: Speed;
  /** Where the user wants to hear on, in seconds; a new object for each wish. */
  readonly wish: { readonly at: number } | undefined;
};

export const initialPlayer: PlayerState = {
  sound: undefined,
  isPlaying: false,
  at: 0,
  duration: Number.NaN,
  speed: 1,
  wish: undefined,
};
