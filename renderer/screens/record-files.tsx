import { Files } from 'lucide-react';
import { useState } from 'react';
import type { RecordFileRow } from '../../shared/ipc/record-file-views.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { RecordFileLine } from '../components/record-file-line.tsx';
import { EmptyNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { openRecordFile, saveRecordFile, takeOff } from '../store/media/filing-actions.ts';
import { openConversation } from '../store/navigation/actions.ts';

/** The files that consultants have put on the record, the newest first. */
export function RecordFiles() {
  const files = useApp((state) => state.record.files);
  const now = useApp((state) => state.now);
  const [removed, setRemoved] = useState<RecordFileRow | undefined>(undefined);
  if (files.length === 0) {
    return (
      <EmptyNote icon={<Files size="1.375rem" aria-hidden />} title="No files yet">
        A CV or another file in a chat comes here with “File on record”, or with F while its message has the
        focus.
      </EmptyNote>
    );
  }
  return (
    <>
      <ul aria-label="Files on the record">
        {files.map((file) => (
          <RecordFileLine
            key={file.messageId}
            file={file}
            now={now}
            onOpen={() => void openRecordFile(placeOf(file))}
            onSave={() => void saveRecordFile(placeOf(file))}
            onShow={
              file.conversationId === undefined
                ? undefined
                : () => file.conversationId && openConversation(file.conversationId, file.messageId)
            }
            onTakeOff={() => setRemoved(file)}
          />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={removed !== undefined}
        title="Take this file off the record?"
        confirmLabel="Take it off"
        isDangerous
        onClose={() => setRemoved(undefined)}
        onConfirm={() => {
          if (removed !== undefined) void takeOff(placeOf(removed));
        }}
      >
        “{removed?.name}” leaves this record for all colleagues, and your CRM is told. In the chat it stays
        for as long as its message.
      </ConfirmDialog>
    </>
  );
}

function placeOf({ recordId, messageId }: RecordFileRow) {
  return { recordId, messageId };
}
