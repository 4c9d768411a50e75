import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { SoundControls } from '../components/sound-controls.tsx';
import { Tip } from '../components/tip.tsx';
import { useApp } from '../store/app-store.ts';
import {
  changeSpeed,
  closePlayer,
  giveUpSound,
  hearSound,
  seekSound,
  showPlayed,
  stopPlaying,
  togglePlay,
} from '../store/player/actions.ts';
import type { Sound } from '../store/player/state.ts';
import { urlOfFile } from '../words/file-words.ts';
import classes from './player-bar.module.css';

/**
 * The sound that plays, wherever its message is by now. It hangs in the frame, so that it ends with it: when the user
 * signs out, or the app is locked.
 */
export function PlayerBar() {
  const sound = useApp(({ player }) => player.sound);
  useEffect(() => closePlayer, []);
  return sound === undefined ? null : <Player key={sound.messageId} sound={sound} />;
}

function Player({ sound }: { readonly sound: Sound }) {
  const { isPlaying, at, duration, speed } = useApp(({ player }) => player);
  const label = `${sound.name} from ${sound.from}`;
  return (
    <section className={classes['bar']} aria-label={`Player: ${label}`}>
      <SoundElement sound={sound} />
      <Tip content="Show the message">
        <button type="button" className={classes['name']} onClick={showPlayed}>
          {label.charAt(0).toUpperCase() + label.slice(1)}
        </button>
      </Tip>
      <div className={classes['controls']}>
        <SoundControls
          name={sound.name}
          isPlaying={isPlaying}
          at={at}
          duration={duration}
          speed={speed}
          tabIndex={0}
          onToggle={() => togglePlay(sound, at)}
          onSeek={seekSound}
          onChangeSpeed={changeSpeed}
        />
      </div>
      <IconButton label="Close the player" onClick={closePlayer}>
        <X size="1.125rem" aria-hidden />
      </IconButton>
    </section>
  );
}

/** What is heard: does what the store says, and tells it how far it is. */
function SoundElement({ sound }: { readonly sound: Sound }) {
  const audio = useRef<HTMLAudioElement>(null);
  const isPlaying = useApp(({ player }) => player.isPlaying);
  const speed = useApp(({ player }) => player.speed);
  const wish = useApp(({ player }) => player.wish);
  useEffect(() => {
    if (audio.current !== null && wish !== undefined) audio.current.currentTime = wish.at;
  }, [wish]);
  useEffect(() => {
    // The speed of what is still being loaded goes back to the default.
    if (audio.current !== null) audio.current.defaultPlaybackRate = speed;
    if (audio.current !== null) audio.current.playbackRate = speed;
  }, [speed]);
  useEffect(() => {
    if (!isPlaying) return audio.current?.pause();
    pauseOthers(audio.current);
    // Stopped before it began, or unreadable: that is told by its own events.
    audio.current?.play().catch(() => undefined);
    return undefined;
  }, [isPlaying]);
  useEffect(() => {
    // A video that begins in a bubble is to be heard alone.
    const hearPlay = ({ target }: Event) => {
      if (target !== audio.current) stopPlaying();
    };
    document.addEventListener('play', hearPlay, true);
    return () => document.removeEventListener('play', hearPlay, true);
  }, []);
  return (
    <audio
      ref={audio}
      src={urlOfFile(sound.messageId)}
      preload="auto"
      onTimeUpdate={(event) => hearSound({ at: event.currentTarget.currentTime })}
      onDurationChange={(event) => hearSound({ duration: event.currentTarget.duration })}
      onEnded={closePlayer}
      onError={giveUpSound}
    >
      {/* Nobody sends captions with a sound. */}
      <track kind="captions" />
    </audio>
  );
}

function pauseOthers(own: HTMLMediaElement | null): void {
  for (const other of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
    if (other !== own) other.pause();
  }
}
