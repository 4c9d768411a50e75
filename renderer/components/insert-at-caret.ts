/**
 * Puts text where the caret is, or from `from` to the caret, and leaves the caret behind it. The box hears of it as if it had
 * been typed.
 */
export function insertAtCaret(input: HTMLTextAreaElement, text: string, from?: number): void {
  input.setRangeText(text, from ?? input.selectionStart, input.selectionEnd, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}
