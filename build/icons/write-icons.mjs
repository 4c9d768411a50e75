// @ts-check
// Runs inside Electron (`npm run icons`), whose Chromium draws the one source, app.svg, in every size.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { BrowserWindow, app, nativeImage } from 'electron';

import { ICNS_TYPES, ICO_SIZES, packIcns, packIco } from './pack-icons.mjs';

const FOLDER = import.meta.dirname;
const LARGEST = 1024;

app.disableHardwareAcceleration();
// Not awaited: Electron is not ready before this module has ended.
void app.whenReady().then(writeIcons);

async function writeIcons() {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('about:blank');
  /** @type {Map<number, Buffer>} */
  const pngs = new Map();
  for (const size of new Set([...ICO_SIZES, ...ICNS_TYPES.map((type) => type.size), LARGEST])) {
    pngs.set(size, await draw(window, size));
  }
  /** @param {number} size */
  const find = (size) => pngs.get(size) ?? Buffer.alloc(0);
  writeFileSync(path.join(FOLDER, 'icon.png'), find(LARGEST));
  writeFileSync(path.join(FOLDER, 'icon.icns'), packIcns(pngs));
  writeFileSync(path.join(FOLDER, 'icon.ico'), packIco(ICO_SIZES.map((size) => ({ size, png: find(size) }))));
  app.exit(0);
}

/**
 * Drawn anew in each size: lines stay sharp, which a picture made smaller does not.
 *
 * @param {BrowserWindow} window
 * @param {number} size
 */
async function draw(window, size) {
  const svg = readFileSync(path.join(FOLDER, 'app.svg'), 'base64');
  /** @type {string} */
  const url = await window.webContents.executeJavaScript(`(async () => {
    const image = new Image(${size}, ${size});
    image.src = 'data:image/svg+xml;base64,${svg}';
    await image.decode();
    const canvas = new OffscreenCanvas(${size}, ${size});
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    return 'data:image/png;base64,' + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  })()`);
  const drawn = nativeImage.createFromDataURL(url);
  if (drawn.getSize().width !== size) throw new Error(`The icon of ${size} pixels could not be drawn.`);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
