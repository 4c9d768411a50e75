import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { insertAtCaret } from '../components/insert-at-caret.ts';
import { TextField } from '../components/text-field.tsx';
import { type CannedReply, MERGE_CODE_LABELS } from '../../shared/domain/canned-reply.ts';
import { MERGE_CODES } from '../../shared/domain/merge-codes.ts';
import classes from './canned-replies.module.css';

type CannedReplyFormProps = {
  readonly reply: CannedReply;
  /** Answers whether it was saved: otherwise the form stays, with what was typed. */
  readonly onSave: (reply: CannedReply) => Promise<boolean>;
  readonly onClose: () => void;
};

/** A reply's name and words, with a button for each value of the record. */
export function CannedReplyForm({ reply, onSave, onClose }: CannedReplyFormProps) {
  const id = useId();
  const [name, setName] = useState(reply.name);
  const [text, setText] = useState(reply.text);
  const [isBusy, setIsBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsBusy(true);
    const isSaved = await onSave({ ...reply, name: name.trim(), text: text.trim() });
    setIsBusy(false);
    if (isSaved) onClose();
  };
  return (
    <form className={classes['form']} aria-label="Canned reply" onSubmit={(event) => void submit(event)}>
      <TextField
        label="Name"
        hint="What you type behind the slash"
        maxLength={60}
        ref={first}
        value={name}
        onType={setName}
      />
      <div className={classes['field']}>
        <label htmlFor={id}>Text</label>
        <textarea
          id={id}
          ref={box}
          rows={4}
          maxLength={4_096}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div className={classes['codes']} role="group" aria-label="Insert from the record">
        {MERGE_CODES.map((code) => (
          <button
            key={code}
            type="button"
            className={classes['code']}
            onClick={() => {
              if (box.current === null) return;
              insertAtCaret(box.current, `[${MERGE_CODE_LABELS[code]}]`);
              box.current.focus();
            }}
          >
            {MERGE_CODE_LABELS[code]}
          </button>
        ))}
      </div>
      <div className={classes['codes']}>
        <Button type="submit" tone="primary" disabled={isBusy || name.trim() === '' || text.trim() === ''}>
          Save the reply
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
