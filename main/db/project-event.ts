import { assertNever } from '../../shared/domain/assert.ts';
import type { Conversation, LogEvent } from '../../shared/protocol/events.ts';
import { projectStatus } from './advance-message.ts';
import { projectAccess, projectConversationAccess } from './project-access.ts';
import { projectChannel } from './channels.ts';
import { projectConsent } from './consents.ts';
import { projectCosts } from './costs.ts';
import { createConversation } from './conversation-state.ts';
import { projectMediaFile } from './media-files.ts';
import { projectPerson } from './people.ts';
import { projectReceived, projectSent } from './project-message.ts';
import { type Projection, findConversationState } from './projection.ts';
import { projectErasure, projectRecord } from './project-record.ts';
import { projectCannedReply } from './canned-replies.ts';
import { projectReadMark } from './read-marks.ts';
import { projectRecordFile } from './record-files.ts';
import { projectRecordLink } from './record-links.ts';
import { projectTemplate } from './project-template.ts';
import { projectMapping } from './template-mappings.ts';
import { projectTrimmed } from './trim-history.ts';
import { projectUser } from './users.ts';

/** Turns one entry of the log into rows. Throws when the rows cannot be written; the caller keeps the entry aside. */
export function projectEvent(projection: Projection, event: LogEvent): void {
  const { seq } = event;
  switch (event.kind) {
    case 'message.received':
      return projectReceived(projection, event.body, seq);
    case 'message.sent':
      return projectSent(projection, event.body);
    case 'message.status':
      return projectStatus(projection, event.body);
    case 'media.changed':
      return projectMediaFile(projection, event.body, seq);
    case 'conversation.changed':
      return projectConversation(projection, event.body, seq);
    case 'person.changed':
      return projectPerson(projection, event.body, seq);
    case 'record.upserted':
      return projectRecord(projection, event.body, seq);
    case 'record.erased':
      return projectErasure(projection, event.body.recordId, seq);
    case 'record.linked':
      return projectRecordLink(projection, event.body, seq);
    case 'record.file':
      return projectRecordFile(projection, event.body, seq);
    case 'consent.changed':
      return projectConsent(projection, event.body);
    case 'template.changed':
      return projectTemplate(projection, event.body);
    case 'template.mapped':
      return projectMapping(projection, event.body, seq);
    case 'costs.changed':
      return projectCosts(projection, event);
    case 'channel.changed':
      return projectChannel(projection, event.body, seq);
    case 'history.trimmed':
      return projectTrimmed(projection, event.body.before);
    case 'access.changed':
      return projectAccess(projection, event.body, seq);
    case 'conversation.access':
      return projectConversationAccess(projection, event.body, seq);
    case 'canned-reply.changed':
      return projectCannedReply(projection, event.body, seq);
    case 'read-mark.changed':
      return projectReadMark(projection, event.body);
    case 'user.changed':
      return projectUser(projection, event.body, seq);
    default:
      return assertNever(event);
  }
}

function projectConversation(projection: Projection, body: Conversation, seq: number): void {
  const { id, personKey, channelId, createdAt } = body;
  const known = findConversationState(projection, id);
  if (known !== undefined && known.seq >= seq) return;
  const hint = { id, personKey, channelId, at: createdAt, consultantUserId: undefined };
  const state = known ?? createConversation(projection.db, hint);
  projection.conversations.set(id, state);
  state.personKey = personKey;
  state.channelId = channelId;
  state.ownerUserId = body.ownerUserId ?? null;
  state.createdAt = createdAt;
  state.seq = seq;
  state.hasChanged = true;
  projection.changes.conversations.add(id);
}
