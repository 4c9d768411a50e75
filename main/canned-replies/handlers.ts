import { writeFile } from 'node:fs/promises';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { CannedReply, CannedReplyScope } from '../../shared/domain/canned-reply.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import { readReplyCsv, writeReplyCsv } from './reply-csv.ts';

export function createCannedReplyHandlers(context: Context): HandlersOf<'replies'> {
  const path = (scope: string, id: string) => `/v1/canned-replies/${scope}/${encodeURIComponent(id)}`;
  const save = async ({ scope, id, name, text }: CannedReply) => {
    const { relay, db } = context.desk();
    await relay.request({ method: 'PUT', path: path(scope, id), body: { name, text }, answer: z.unknown() });
    await db.saveCannedReply({ scope, id, name, text });
  };
  const list = async (wanted: CannedReplyScope) => {
    const { replies } = await context.desk().db.listCannedReplies({});
    return replies.filter(({ scope }) => scope === wanted);
  };
  return {
    'replies:list': (input) => context.desk().db.listCannedReplies(input),
    async 'replies:save'(reply) {
      await save(reply);
      return {};
    },
    async 'replies:import'({ scope, csv }) {
      const { replies, duplicates } = readReplyCsv(csv, await list(scope));
      // Cut short by a lost line, the same file goes on where it stopped: what was added counts as a duplicate.
      for (const words of replies) await save({ scope, id: uuidv7(), ...words });
      return { added: replies.length, duplicates: [...duplicates] };
    },
    async 'replies:export'({ scope }) {
      const file = scope === 'own' ? 'My canned replies.csv' : 'Canned replies of the agency.csv';
      const target = await context.system.chooseSavePath(file);
      if (target === undefined) return { isSaved: false };
      await writeFile(target, writeReplyCsv(await list(scope)));
      return { isSaved: true };
    },
    async 'replies:remove'({ scope, id }) {
      const { relay, db } = context.desk();
      await relay.request({ method: 'DELETE', path: path(scope, id), answer: z.unknown() });
      await db.saveCannedReply({ scope, id });
      return {};
    },
  };
}
