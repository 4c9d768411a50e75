import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { formatSeconds } from '../words/file-words.ts';
import { IconButton } from './icon-button.tsx';
import classes from './audio-player.module.css';

type AudioPlayerProps = {
  /** What is played: "voice message". */
  readonly name: string;
  readonly url: string;
  readonly tabIndex: number;
  readonly onBroken: () => void;
};

const SPEEDS = [1, 1.5, 2] as const;
/** What an arrow key moves. */
const STEP_SECONDS = 1;

/** Plays a sound: play, place, time, speed. Only one plays at a time. */
export function AudioPlayer({ name, url, tabIndex, onBroken }: AudioPlayerProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [duration, setDuration] = useState(Number.NaN);
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1);
  const toggle = () => {
    if (audio.current === null) return;
    if (!audio.current.paused) return audio.current.pause();
    stopOthers(audio.current);
    audio.current.play().catch(onBroken);
  };
  const changeSpeed = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (audio.current !== null) audio.current.playbackRate = next;
  };
  return (
    <div className={classes['player']} role="group" aria-label={`Player for the ${name}`}>
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onDurationChange={(event) => setDuration(event.currentTarget.duration)}
        onError={onBroken}
      >
        {/* Nobody sends captions with a sound. */}
        <track kind="captions" />
      </audio>
      <IconButton label={`${isPlaying ? 'Pause' : 'Play'} the ${name}`} tabIndex={tabIndex} onClick={toggle}>
        {isPlaying ? <Pause size="1.125rem" aria-hidden /> : <Play size="1.125rem" aria-hidden />}
      </IconButton>
      <input
        type="range"
        className={classes['place']}
        aria-label="Place"
        aria-valuetext={`${formatSeconds(at)} of ${formatSeconds(duration)}`}
        min={0}
        max={Number.isFinite(duration) ? duration : 0}
        step={STEP_SECONDS}
        value={at}
        tabIndex={tabIndex}
        onChange={(event) => {
          const chosen = Number(event.target.value);
          setAt(chosen);
          if (audio.current !== null) audio.current.currentTime = chosen;
        }}
      />
      <span className={classes['time']}>{formatSeconds(isPlaying || at > 0 ? at : duration)}</span>
      <button
        type="button"
        className={classes['speed']}
        aria-label={`Speed ${speed}`}
        tabIndex={tabIndex}
        onClick={changeSpeed}
      >
        {speed}×
      </button>
    </div>
  );
}

function stopOthers(own: HTMLMediaElement): void {
  for (const other of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
    if (other !== own) other.pause();
  }
}
