/** The pixels of so many rem, at the text size that is set now. Virtual lists count in pixels. */
export function remToPixels(rem: number): number {
  return rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
