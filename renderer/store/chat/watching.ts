let isAtBottom = true;

/** The transcript tells whether its newest message is in view. */
export function setAtBottom(value: boolean): void {
  isAtBottom = value;
}

/** Whether the user would see a message that arrives now: a focused window whose transcript stands at its end. */
export function isWatching(): boolean {
  return isAtBottom && document.hasFocus();
}
