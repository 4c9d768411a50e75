import type { App } from 'electron';

/** Links from outside. macOS tells the first one before the app is ready: what comes early waits for a listener. */
export type LinkEar = {
  readonly hear: (link: string) => void;
  /** From now on; what has come before is told at once. */
  listen(listener: (link: string, isEarly: boolean) => void): void;
};

/** `first`: a link that started the app. */
export function hearLinks(app: App, first: string | undefined): LinkEar {
  const early = first === undefined ? [] : [first];
  let tell = (link: string): void => void early.push(link);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    tell(link);
  });
  return {
    hear: (link) => tell(link),
    listen(listener) {
      tell = (link) => listener(link, false);
      for (const link of early.splice(0)) listener(link, true);
    },
  };
}
