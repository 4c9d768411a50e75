import { applyBatch, replayUnprojected } from './apply-batch.ts';
import { removeOwnChannel, upsertOwnChannel } from './channels.ts';
import { setConsent } from './consents.ts';
import { getConversation, listConversations, listConversationsForRecord } from './conversations.ts';
import { getCursor } from './cursor.ts';
import { saveDraft } from './drafts.ts';
import { getFrame } from './frame.ts';
import { listHistory } from './history.ts';
import { listMessages } from './messages.ts';
import { markAllRead, markRead } from './read-marks.ts';
import { getRecordDetails, listRecords } from './records.ts';
import { listReplyNotices } from './reply-notices.ts';
import { searchMessages } from './search-messages.ts';
import { listTemplates, prepareTemplate, upsertTemplates } from './templates.ts';
import { countUnprojected } from './unprojected.ts';
import { setUser } from './users.ts';

/**
 * Everything that can be asked of the database. Each verb takes the handle and at most one value that can be cloned,
 * answers one, and is one transaction.
 */
export const verbs = {
  getFrame,
  listRecords,
  getRecordDetails,
  listHistory,
  listConversationsForRecord,
  listConversations,
  getConversation,
  listMessages,
  searchMessages,
  listTemplates,
  prepareTemplate,
  listReplyNotices,
  getCursor,
  countUnprojected,

  applyBatch,
  replayUnprojected,
  setUser,
  upsertOwnChannel,
  removeOwnChannel,
  upsertTemplates,
  setConsent,
  markRead,
  markAllRead,
  saveDraft,
};

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
