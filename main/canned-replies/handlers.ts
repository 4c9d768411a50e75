import { z } from 'zod';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';

export function createCannedReplyHandlers(context: Context): HandlersOf<'replies'> {
  const path = (scope: string, id: string) => `/v1/canned-replies/${scope}/${encodeURIComponent(id)}`;
  return {
    'replies:list': (input) => context.desk().db.listCannedReplies(input),
    async 'replies:save'({ scope, id, name, text }) {
      const { relay, db } = context.desk();
      await relay.request({
        method: 'PUT',
        path: path(scope, id),
        body: { name, text },
        answer: z.unknown(),
      });
      await db.saveCannedReply({ scope, id, name, text });
      return {};
    },
    async 'replies:remove'({ scope, id }) {
      const { relay, db } = context.desk();
      await relay.request({ method: 'DELETE', path: path(scope, id), answer: z.unknown() });
      await db.saveCannedReply({ scope, id });
      return {};
    },
  };
}
