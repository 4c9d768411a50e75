import { Pause, Play } from 'lucide-react';
import { formatSeconds } from '../words/file-words.ts';
import { IconButton } from './icon-button.tsx';
import classes from './audio-player.module.css';

export type SoundControlsProps = {
  /** What is played: "voice message". */
  readonly name: string;
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly at: number;
  /** Seconds; NaN while it is not known. */
  readonly duration: number;
  readonly speed: number;
  readonly tabIndex: number;
  readonly onToggle: () => void;
  readonly onSeek: (at: number) => void;
  readonly onChangeSpeed: () => void;
};

/** What an arrow key moves. */
const STEP_SECONDS = 1;

/** Play, place, time and speed of a sound. */
export function SoundControls(props: SoundControlsProps) {
  const { name, isPlaying, at, duration, speed, tabIndex, onToggle, onSeek, onChangeSpeed } = props;
  return (
    <>
      <IconButton
        label={`${isPlaying ? 'Pause' : 'Play'} the ${name}`}
        tabIndex={tabIndex}
        onClick={onToggle}
      >
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
        onChange={(event) => onSeek(Number(event.target.value))}
      />
      <span className={classes['time']}>{formatSeconds(isPlaying || at > 0 ? at : duration)}</span>
      <button
        type="button"
        className={classes['speed']}
        aria-label={`Speed ${speed}`}
        tabIndex={tabIndex}
        onClick={onChangeSpeed}
      >
        {speed}×
      </button>
    </>
  );
}
