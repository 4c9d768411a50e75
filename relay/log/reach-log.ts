import type { MessageId, PersonKey } from '../../shared/domain/ids.ts';
import type { Thread } from './relay-log.ts';

/** Who wrote last when, and to whom the agency has begun to write: what Meta's messaging limit is counted from. */
export type ReachReader = {
  /** When this person last wrote to this number, by Meta's time; undefined: never. */
  findLastInboundAt(thread: Thread): Promise<number | undefined>;
  /** When anybody last wrote to any number, by Meta's time; undefined: nobody ever did. */
  findNewestInboundAt(): Promise<number | undefined>;
  /** People to whom a conversation was begun after `since`, on whatever number. */
  countReached(since: number): Promise<number>;
  /** When one was last begun to this person. */
  findReachedAt(personKey: PersonKey): Promise<number | undefined>;
  /** The earliest of those that `countReached` counts. */
  findFirstReachedAt(since: number): Promise<number | undefined>;
};

export type Beginning = { readonly personKey: PersonKey; readonly messageId: MessageId; readonly at: number };

export type ReachWriter = {
  /** Older news than what is known changes nothing. */
  saveInboundTimes(times: readonly (Thread & { readonly at: number })[]): Promise<void>;
  saveBeginning(beginning: Beginning): Promise<void>;
  /** These messages have failed: who was reached by one of them alone was not reached. */
  forgetBeginnings(messageIds: readonly MessageId[]): Promise<void>;
};
