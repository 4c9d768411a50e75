import type { Page } from '@playwright/test';

/** Frames of 24 ms at 48 kHz: MPEG 1, layer III, 128 kbit/s, one channel, nothing in them. */
export function silentMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(384);
  frame.set([0xff, 0xfb, 0x94, 0xc4]);
  return Buffer.concat(Array.from({ length: Math.round(seconds / 0.024) }, () => frame));
}

/** A picture with a clear ground, drawn by the page: no such file lies in the repository. */
export async function recordSticker(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 128;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('There is no canvas.');
    context.font = '96px sans-serif';
    context.fillText('👍', 8, 100);
    return canvas.toDataURL('image/webp');
  });
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

/** A second of video, 160 by 120, recorded by the page. */
export async function recordVideo(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const canvas = document.createElement('canvas');
        canvas.width = 160;
        canvas.height = 120;
        const context = canvas.getContext('2d');
        const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
        const chunks: Blob[] = [];
        recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
        recorder.addEventListener('stop', () => {
          void new Blob(chunks).arrayBuffer().then((buffer) => resolve([...new Uint8Array(buffer)]));
        });
        recorder.start();
        let frames = 0;
        const draw = setInterval(() => {
          context?.fillRect(frames, frames, 20, 20);
          frames += 1;
          if (frames < 20) return;
          clearInterval(draw);
          recorder.stop();
        }, 50);
      }),
  );
  return Buffer.from(bytes);
}
