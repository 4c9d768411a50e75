import type { Page } from '@playwright/test';
import type { CleanUp } from '../clean-up.ts';
import { BARE_FOLDER } from '../electron/electron-path.ts';
import { openApp } from '../electron/open-app.ts';
import {
  openNewestConversation,
  openSignedInApp,
  startFilledAgency,
  whenLevel,
} from '../electron/open-signed-in-app.ts';
import { type Bench, createFigure } from '../figure.ts';

const MESSAGES = 100_000;
const SECONDS = 10;
/** Pixels in each frame: a hard flick of the wheel, some fifteen views a second. */
const STEP = 200;

type Scrolled = { readonly frames: number; readonly blank: number };

/** Whether one long conversation can be scrolled without a frame that shows nothing. */
export const scroll: Bench = {
  name: 'scroll',
  about: 'scrolling up a conversation of 100,000 messages: frames, and frames that showed nothing',
  needsApp: true,
  longestMs: 300_000,
  async run(cleanUp) {
    const app = await measureApp(cleanUp);
    const bare = await measureBare(cleanUp);
    const note = `one conversation of ${MESSAGES.toLocaleString('en-GB')} messages, ${SECONDS} s upwards`;
    return [
      createFigure({
        name: 'scroll-frames',
        value: app.frames / SECONDS,
        limit: bare.frames / SECONDS,
        unit: '/s',
        note: `${note}; limit: a bare window that scrolls a page of text`,
      }),
      createFigure({
        name: 'scroll-blank',
        value: app.blank,
        limit: bare.blank,
        unit: 'times',
        note: 'frames of them with a strip of a fifth of the view that showed no message',
      }),
    ];
  },
};

async function measureApp(cleanUp: CleanUp): Promise<Scrolled> {
  const agency = await startFilledAgency(cleanUp, { messages: MESSAGES, people: 1 });
  const app = await openSignedInApp(cleanUp, agency);
  await whenLevel(app, 120_000);
  await openNewestConversation(app);
  const scrolled = await scrollUp(app.page, '[role="log"]', 'article');
  await app.close();
  return scrolled;
}

async function measureBare(cleanUp: CleanUp): Promise<Scrolled> {
  const app = await openApp(cleanUp, { folder: BARE_FOLDER, userFolder: cleanUp.makeFolder(), args: [] });
  await app.page.evaluate(() => {
    for (let index = 0; index < 12_000; index += 1) {
      const line = document.createElement('p');
      line.textContent = `Line ${index} of a page that needs nothing but to be painted.`;
      document.body.append(line);
    }
    scrollTo(0, document.body.scrollHeight);
  });
  const scrolled = await scrollUp(app.page, 'html', 'p');
  await app.close();
  return scrolled;
}

/** Scrolls the first thing inside `place` that can be, by a step in each frame, and looks at each frame for `line`s. */
async function scrollUp(page: Page, place: string, line: string): Promise<Scrolled> {
  return page.evaluate(
    async ({ within, wanted, seconds, step }) => {
      const root = document.querySelector(within);
      const candidates = root === null ? [] : [root, ...root.querySelectorAll('*')];
      const scroller = candidates.find(
        (one) =>
          one.scrollHeight > one.clientHeight + 10 &&
          (one.tagName === 'HTML' || getComputedStyle(one).overflowY !== 'visible'),
      );
      if (scroller === undefined) throw new Error('Nothing here scrolls.');
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const isBlank = () => {
        const { top, bottom, left, width } = scroller.getBoundingClientRect();
        const upper = Math.max(0, top);
        const height = Math.min(innerHeight, bottom) - upper;
        const boxes = [...document.querySelectorAll(wanted)].map((one) => one.getBoundingClientRect());
        return [0, 1, 2, 3, 4].some((strip) => {
          const from = upper + (height * strip) / 5;
          return (
            width > 0 && left >= 0 && !boxes.some((box) => box.bottom > from && box.top < from + height / 5)
          );
        });
      };
      let frames = 0;
      let blank = 0;
      const endsAt = performance.now() + seconds * 1_000;
      while (performance.now() < endsAt) {
        scroller.scrollTop -= step;
        await nextFrame();
        frames += 1;
        if (isBlank()) blank += 1;
      }
      return { frames, blank };
    },
    { within: place, wanted: line, seconds: SECONDS, step: STEP },
  );
}
