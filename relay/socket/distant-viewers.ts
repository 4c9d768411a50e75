import { z } from 'zod';
import {
  type ConversationId,
  type UserId,
  conversationIdSchema,
  userIdSchema,
} from '../../shared/domain/ids.ts';
import type { RelayLog } from '../log/relay-log.ts';

/** Somebody's desktop, and what it shows. */
export type Viewer = {
  readonly userId: UserId;
  readonly displayName: string;
  readonly conversationId: ConversationId;
  readonly isTyping: boolean;
};

/** What desktops at the other relays of this log show. */
export type DistantViewers = {
  /** Tells the other relays of a desktop of this one; undefined: it shows nothing any more. `id`: the desktop's connection. */
  tell(id: string, viewer: Viewer | undefined): void;
  list(conversationId: ConversationId): readonly Viewer[];
  stop(): void;
};

/** A call may be lost, and who listens from now on has heard none: each desktop is told of again. */
const AGAIN_MS = 20_000;
/** A relay that has died tells nothing any more: its desktops are elsewhere by then. */
const FORGOTTEN_MS = 65_000;
/** As many desktops as some relays have. */
const MOST = 20_000;

const newsSchema = z.object({
  id: z.string().max(100),
  viewer: z
    .object({
      userId: userIdSchema,
      displayName: z.string().max(200),
      conversationId: conversationIdSchema,
      isTyping: z.boolean(),
    })
    .optional(),
});

/** In memory only. `onChanged`: something is different in this conversation. The caller stops it. */
export function followDistantViewers(options: {
  readonly log: Pick<RelayLog, 'callOut' | 'onCalled'>;
  readonly elapsed: () => number;
  readonly onChanged: (conversationId: ConversationId) => void;
  readonly onFailure: (error: unknown) => void;
}): DistantViewers {
  const { log, elapsed, onChanged } = options;
  const ours = new Map<string, Viewer>();
  const theirs = new Map<string, { readonly viewer: Viewer; readonly heardAt: number }>();

  const call = (id: string, viewer: Viewer | undefined) => {
    log.callOut(JSON.stringify({ id, viewer })).catch(options.onFailure);
  };
  const forget = (id: string) => {
    const known = theirs.get(id);
    theirs.delete(id);
    if (known !== undefined) onChanged(known.viewer.conversationId);
  };
  const hear = (words: string) => {
    const news = newsSchema.safeParse(tryParse(words)).data;
    if (news === undefined) return;
    const { id, viewer } = news;
    const before = theirs.get(id)?.viewer;
    if (viewer === undefined) return forget(id);
    if (before === undefined && theirs.size >= MOST) return;
    theirs.set(id, { viewer, heardAt: elapsed() });
    if (before?.conversationId === viewer.conversationId && before.isTyping === viewer.isTyping) return;
    if (before !== undefined && before.conversationId !== viewer.conversationId) {
      onChanged(before.conversationId);
    }
    onChanged(viewer.conversationId);
  };
  const stopListening = log.onCalled(hear);
  const timer = setInterval(() => {
    for (const [id, viewer] of ours) call(id, viewer);
    const oldest = elapsed() - FORGOTTEN_MS;
    for (const [id, { heardAt }] of theirs) if (heardAt < oldest) forget(id);
  }, AGAIN_MS);

  return {
    tell(id, viewer) {
      if (viewer === undefined) {
        if (ours.delete(id)) call(id, undefined);
        return;
      }
      ours.set(id, viewer);
      call(id, viewer);
    },
    list: (conversationId) =>
      [...theirs.values()].flatMap(({ viewer }) =>
        viewer.conversationId === conversationId ? [viewer] : [],
      ),
    stop() {
      clearInterval(timer);
      stopListening();
    },
  };
}

function tryParse(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}
