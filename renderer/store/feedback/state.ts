/** A short line at the foot of the window that says what has just happened. */
export type Note = {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
  /** Takes back what has just happened. */
  readonly undo?: (() => void) | undefined;
};

export type FeedbackState = {
  readonly note: Note | undefined;
  /** For the screen reader only: read out once. */
  readonly announcement: { readonly id: number; readonly text: string };
};

export const initialFeedback: FeedbackState = { note: undefined, announcement: { id: 0, text: '' } };
