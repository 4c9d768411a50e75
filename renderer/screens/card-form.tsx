import { type ReactNode, useState } from 'react';
import { DialogForm } from '../components/dialog-form.tsx';
import type { ConversationId } from '../../shared/domain/ids.ts';
import type { CallInput } from '../../shared/ipc/types.ts';
import { explainError } from '../api.ts';
import { sendCard } from '../store/chat/actions.ts';

/** What every form needs that puts a card together. */
export type CardTarget = { readonly conversationId: ConversationId; readonly onClose: () => void };

type CardFormProps = CardTarget & {
  readonly sendLabel: string;
  /** As it would go out; undefined while something is missing. */
  readonly card: CallInput<'messages:send-card'>['card'] | undefined;
  readonly children: ReactNode;
};

/** Sends a place or somebody's card; a failure keeps what was typed, with the reason. */
export function CardForm({ conversationId, sendLabel, card, onClose, children }: CardFormProps) {
  const [failure, setFailure] = useState<string>();
  const send = async () => {
    if (card === undefined) return false;
    try {
      await sendCard(conversationId, card);
      return true;
    } catch (error) {
      setFailure(explainError(error));
      return false;
    }
  };
  return (
    <DialogForm
      submitLabel={sendLabel}
      canSubmit={card !== undefined}
      failure={failure}
      onSubmit={send}
      onClose={onClose}
    >
      {children}
    </DialogForm>
  );
}
