// The least that an Electron app can be: one window, one page. With `--feed-url=` it also passes on what a WebSocket
// says, one text for each message.
import { join } from 'node:path';

import { BrowserWindow, app } from 'electron';
import { WebSocket } from 'ws';

const FEED = '--feed-url=';
const feedUrl = process.argv.find((argument) => argument.startsWith(FEED))?.slice(FEED.length);

// Not awaited: Electron becomes ready only after this module has been run.
app.whenReady().then(openWindow).catch(giveUp);

async function openWindow() {
  const preload = feedUrl === undefined ? {} : { preload: join(import.meta.dirname, 'preload.cjs') };
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, ...preload },
  });
  await window.loadFile(join(import.meta.dirname, 'page.html'));
  if (feedUrl === undefined) return;
  const socket = new WebSocket(feedUrl);
  socket.on('message', (/** @type {Buffer} */ data) =>
    window.webContents.send('text', data.toString('utf8')),
  );
  socket.on('error', giveUp);
}

/** @param {unknown} error */
function giveUp(error) {
  process.stderr.write(`The bare window could not be opened: ${String(error)}\n`);
  app.exit(1);
}
