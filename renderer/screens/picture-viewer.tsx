import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, Download, Maximize, X, ZoomIn, ZoomOut } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { classNames } from '../components/class-names.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useApp } from '../store/app-store.ts';
import { saveFile, viewPicture } from '../store/media/actions.ts';
import { isPicture, urlOfFile } from '../words/file-words.ts';
import { formatFullTime } from '../words/time-words.ts';
import { LARGEST } from './sight.ts';
import { useSight } from './use-sight.ts';
import classes from './picture-viewer.module.css';

/** A picture of the open chat, large. The arrows lead to the next one, or about a picture that is enlarged; Esc closes it. */
export function PictureViewer() {
  const viewedId = useApp((state) => state.media.viewedId);
  const messages = useApp((state) => state.chat.messages);
  const personName = useApp((state) => state.chat.details?.personName ?? '');
  const pictures = messages.filter((message) => message.file?.state === 'here' && isPicture(message));
  const index = pictures.findIndex(({ id }) => id === viewedId);
  const shown = pictures[index];
  const go = (step: number) => {
    const next = pictures[index + step];
    if (next !== undefined) viewPicture(next.id);
  };
  const { sight, larger, smaller, fit, press, stageProps, pictureProps } = useSight(shown?.id);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key)) event.preventDefault();
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') go(-1);
    else if (event.key === 'ArrowRight' || event.key === 'PageDown') go(1);
  };
  const isWhole = sight.scale === 1;
  return (
    <Dialog.Root
      open={shown !== undefined}
      onOpenChange={(isOpen) => (isOpen ? undefined : viewPicture(undefined))}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={classes['scrim']} />
        <Dialog.Popup className={classes['popup']} onKeyDown={onKeyDown}>
          {shown === undefined ? null : (
            <>
              <header className={classes['head']}>
                <div>
                  <Dialog.Title className={classes['title']}>
                    {shown.isInbound ? personName : (shown.sentBy?.displayName ?? 'Your agency')}
                  </Dialog.Title>
                  <p className={classes['time']}>{formatFullTime(shown.at)}</p>
                </div>
                <div className={classes['actions']}>
                  <span className={classes['scale']} role="status">
                    {isWhole ? 'Whole picture' : `${Math.round(sight.scale * 100)} %`}
                  </span>
                  <IconButton label="Smaller" disabled={isWhole} onClick={smaller}>
                    <ZoomOut size="1.125rem" aria-hidden />
                  </IconButton>
                  <IconButton label="Larger" disabled={sight.scale === LARGEST} onClick={larger}>
                    <ZoomIn size="1.125rem" aria-hidden />
                  </IconButton>
                  <IconButton label="Whole picture" disabled={isWhole} onClick={fit}>
                    <Maximize size="1.125rem" aria-hidden />
                  </IconButton>
                  <IconButton label="Save as…" onClick={() => void saveFile(shown.id)}>
                    <Download size="1.125rem" aria-hidden />
                  </IconButton>
                  <Dialog.Close
                    render={
                      <IconButton label="Close the picture">
                        <X size="1.125rem" aria-hidden />
                      </IconButton>
                    }
                  />
                </div>
              </header>
              <div className={classes['stage']}>
                <IconButton
                  label="Earlier picture"
                  disabled={index === 0}
                  onClick={() => go(-1)}
                  className={classes['step']}
                >
                  <ChevronLeft size="1.25rem" aria-hidden />
                </IconButton>
                <div className={classNames(classes['frame'], !isWhole && classes['movable'])} {...stageProps}>
                  <img
                    key={shown.id}
                    className={classes['picture']}
                    src={urlOfFile(shown.id)}
                    alt={nameOf(shown)}
                    draggable={false}
                    {...pictureProps}
                  />
                </div>
                <IconButton
                  label="Later picture"
                  disabled={index === pictures.length - 1}
                  onClick={() => go(1)}
                  className={classes['step']}
                >
                  <ChevronRight size="1.25rem" aria-hidden />
                </IconButton>
              </div>
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function nameOf({ content }: MessageView): string {
  const shown = findMediaContent(content);
  return shown?.type === 'sticker' ? 'Sticker' : (shown?.media.caption ?? 'Photo');
}
