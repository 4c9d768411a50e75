import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { FilePicker } from '../components/file-picker.tsx';
import type { CannedReplyScope } from '../../shared/domain/canned-reply.ts';
import { callMain, explainError } from '../api.ts';
import { tell, tellError } from '../store/feedback/actions.ts';
import { describeImport } from '../words/import-words.ts';
import classes from './canned-replies.module.css';

/** What main takes, in bytes. */
const LONGEST_FILE = 2_000_000;

type CannedReplyFilesProps = {
  readonly scope: CannedReplyScope;
  readonly canImport: boolean;
  readonly canExport: boolean;
  readonly onImported: () => void;
};

type Outcome = { readonly sentence: string; readonly isFailure: boolean };

/** Canned replies in and out of a spreadsheet. What became of a file stays to be read until the next one. */
export function CannedReplyFiles({ scope, canImport, canExport, onImported }: CannedReplyFilesProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const bring = async (file: File) => {
    setIsBusy(true);
    setOutcome(await readFile(scope, file));
    setIsBusy(false);
    onImported();
  };
  const whose = scope === 'own' ? 'your replies' : 'the agency’s replies';
  return (
    <div className={classes['files']}>
      {canImport ? (
        <FilePicker
          label={`Import ${whose}…`}
          accept=".csv,text/csv"
          isDisabled={isBusy}
          onChoose={(file) => void bring(file)}
        />
      ) : null}
      {canExport ? (
        <Button disabled={isBusy} onClick={() => void exportReplies(scope)}>
          {`Export ${whose}…`}
        </Button>
      ) : null}
      {outcome === undefined ? null : (
        <p className={classes['outcome']} role={outcome.isFailure ? 'alert' : 'status'}>
          {outcome.sentence}
        </p>
      )}
    </div>
  );
}

async function readFile(scope: CannedReplyScope, file: File): Promise<Outcome> {
  if (file.size > LONGEST_FILE)
    return { sentence: 'This file is too large for canned replies.', isFailure: true };
  try {
    const answer = await callMain('replies:import', { scope, csv: await file.text() });
    return { sentence: describeImport(answer), isFailure: false };
  } catch (error) {
    return { sentence: explainError(error), isFailure: true };
  }
}

async function exportReplies(scope: CannedReplyScope): Promise<void> {
  try {
    const { isSaved } = await callMain('replies:export', { scope });
    if (isSaved) tell('The replies are written to the file.');
  } catch (error) {
    tellError(error);
  }
}
