import { foldText } from '../../../shared/domain/fold-text.ts';
import type { Migration } from '../migration.ts';

/** What messages are found by is kept without accents and apostrophes, as records are: "Lodz" finds "Łódź". */
export const foldedMessages: Migration = {
  version: 6,
  up: (db) => {
    db.function('fold_text', { deterministic: true }, (text) => foldText(String(text)));
    // The triggers of the table keep the index in step.
    db.exec('UPDATE messages SET text = fold_text(text) WHERE text <> fold_text(text)');
  },
};
