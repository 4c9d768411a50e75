/** Pixels. */
const SIZE = 8;

/**
 * Whether this computer's fonts draw an emoji as one coloured picture: a picture keeps its colours whatever the colour of
 * the text, a letter or an empty box does not, and a sequence that the font does not know is as wide as two.
 */
export function isEmojiDrawn(emoji: string): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.font = `${SIZE}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;
  context.textBaseline = 'middle';
  if (context.measureText(emoji).width >= SIZE * 2) return false;
  const blue = draw(context, emoji, '#00f');
  const red = draw(context, emoji, '#f00');
  const isAnything = blue.some((value, place) => place % 4 === 3 && value > 0);
  return isAnything && blue.every((value, place) => value === red[place]);
}

function draw(context: CanvasRenderingContext2D, emoji: string, colour: string): Uint8ClampedArray {
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillStyle = colour;
  context.fillText(emoji, 0, 0);
  return context.getImageData(0, 0, SIZE, SIZE).data;
}
