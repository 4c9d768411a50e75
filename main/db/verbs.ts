import { applyBackfill, applyBatch, replayUnprojected } from './apply-batch.ts';
import { getCosts } from './costs.ts';
import { listCannedReplies, saveCannedReply } from './canned-replies.ts';
import { findBackfill } from './backfills.ts';
import { countRows } from './count-rows.ts';
import { removeOwnChannel, upsertOwnChannel } from './channels.ts';
import { setConsent } from './consents.ts';
import { getConversation, listConversations, listConversationsForRecord } from './conversations.ts';
import { getCursor, rememberLog } from './cursor.ts';
import { deleteDraftFile, findDraftFile, getTray, saveTray } from './draft-trays.ts';
import { saveDraft } from './drafts.ts';
import { findSeen } from './find-seen.ts';
import { getFrame } from './frame.ts';
import { listHistory } from './history.ts';
import {
  askForMedia,
  beginMedia,
  evictMedia,
  findNextMedia,
  findNextMediaDueAt,
  findStrayObjects,
  hurryMedia,
  loseMedia,
  setOldMediaAside,
  settleMedia,
  useMedia,
} from './local-media.ts';
import { judgeWindows, withdrawLapsed } from './lapsed-sends.ts';
import { pinConversation } from './pins.ts';
import { findMessageAt, listMessages } from './messages.ts';
import { listFiles } from './list-files.ts';
import { getMessageInfo, getOutboundStatus } from './message-info.ts';
import { getMessagingUsage } from './messaging-limit.ts';
import { findNextDueAt, recoverInFlight, settle, takeDue } from './outbox.ts';
import { confirmPublished, countOnlyHere, findCompanyMessage, listToPublish } from './publish-queue.ts';
import {
  confirmMarks,
  listMarksToPublish,
  markAllRead,
  markOldRead,
  markRead,
  markUnread,
} from './read-marks.ts';
import { findNextFiling, listFilingChoices, queueFiling, queueRemoval, settleFiling } from './filings.ts';
import { findRecordFile, listRecordFiles } from './record-files.ts';
import { saveRecordLink } from './record-links.ts';
import { getRecordDetails, listRecords } from './records.ts';
import { listReplyNotices } from './reply-notices.ts';
import { resetProjection } from './reset-projection.ts';
import { createRetry } from './retry-message.ts';
import { searchMessages } from './search-messages.ts';
import { createOutboundCard } from './send-card.ts';
import { createReaction } from './send-reaction.ts';
import { createOutboundTemplate } from './send-template.ts';
import { createOutboundFile } from './send-file.ts';
import { createOutboundText } from './send-text.ts';
import { listTemplates, prepareTemplate, upsertTemplates } from './templates.ts';
import { countUnprojected } from './unprojected.ts';
import { findNextUpload, findNextUploadDueAt, hurryUploads, settleUpload } from './uploads.ts';
import { listColleagues, setUser } from './users.ts';

/**
 * Everything that can be asked of the database. Each verb takes the handle and values that can be cloned, answers one,
 * and is one transaction: committed when it answers.
 */
export const verbs = {
  getFrame,
  listColleagues,
  listRecords,
  getRecordDetails,
  listHistory,
  listConversationsForRecord,
  listConversations,
  getConversation,
  listMessages,
  findMessageAt,
  listFiles,
  getMessageInfo,
  getOutboundStatus,
  searchMessages,
  listTemplates,
  getCosts,
  prepareTemplate,
  listReplyNotices,
  findSeen,
  getCursor,
  findBackfill,
  countUnprojected,
  countRows,
  getMessagingUsage,
  findNextDueAt,
  listToPublish,
  listMarksToPublish,
  listCannedReplies,
  countOnlyHere,
  findCompanyMessage,
  listRecordFiles,
  findRecordFile,
  listFilingChoices,
  findNextFiling,
  getTray,
  findDraftFile,

  applyBatch,
  applyBackfill,
  replayUnprojected,
  setUser,
  upsertOwnChannel,
  removeOwnChannel,
  upsertTemplates,
  setConsent,
  saveRecordLink,
  saveCannedReply,
  confirmMarks,
  queueFiling,
  queueRemoval,
  settleFiling,
  markRead,
  markUnread,
  markAllRead,
  markOldRead,
  saveDraft,
  pinConversation,
  saveTray,
  deleteDraftFile,
  rememberLog,
  resetProjection,

  createOutboundText,
  createOutboundFile,
  createOutboundTemplate,
  createOutboundCard,
  createReaction,
  createRetry,
  judgeWindows,
  withdrawLapsed,
  takeDue,
  settle,
  recoverInFlight,
  confirmPublished,

  findNextMedia,
  findNextMediaDueAt,
  beginMedia,
  settleMedia,
  askForMedia,
  hurryMedia,
  setOldMediaAside,
  useMedia,
  loseMedia,
  evictMedia,
  findStrayObjects,

  findNextUpload,
  findNextUploadDueAt,
  settleUpload,
  hurryUploads,
};

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
